"""The only disk, and the OS keyring: settings, endpoints, policy, secrets, files, audit, packaged assets."""
