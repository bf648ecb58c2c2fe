"""Tests that run under the account of somebody else."""


def works_as(monkeypatch, name):
    """From now on the system calls the account of this process that."""
    monkeypatch.setattr("viewer.store.account.named_by_system", lambda: name)
