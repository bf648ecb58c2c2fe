"""squid and tinyproxy, each with a password: squid knows the name of the FHIR server, tinyproxy asks squid."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.interop.certs import NAME
from tests.interop.had import NotHad, program
from tests.interop.running import free_port, running

USER, PASSWORD = "proxy-user", "proxy-pass"
_SQUID = """
http_port 127.0.0.1:{port}
auth_param basic program {helper} {folder}/passwords
acl signed proxy_auth REQUIRED
http_access allow signed
http_access deny all
hosts_file {folder}/hosts
pid_filename {folder}/squid.pid
access_log stdio:{folder}/access.log
cache_log {folder}/cache.log
coredump_dir {folder}
cache deny all
shutdown_lifetime 0 seconds
"""
_TINY = """
Port {port}
Listen 127.0.0.1
Timeout 60
LogFile "{folder}/access.log"
PidFile "{folder}/tinyproxy.pid"
MaxClients 50
BasicAuth tiny tinypass
ConnectPort {target}
Upstream http {upstream}
"""


@dataclass(frozen=True)
class Proxy:
    """A running proxy: its address, and its log of what went through."""

    address: str
    log: Path

    def seen(self) -> str:
        """Return its log; "" where nothing came through yet."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""


@contextmanager
def squid() -> Iterator[Proxy]:
    """Run squid with a password. Raises NotHad."""
    binary, openssl = program("squid"), program("openssl")
    helper = Path("/usr/lib/squid/basic_ncsa_auth")
    if not helper.exists():
        raise NotHad("squid", "it cannot check passwords here")
    folder = Path(tempfile.mkdtemp(prefix="interop-squid-"))
    folder.chmod(0o777)  # started by root it becomes another user
    try:
        hashed = subprocess.run(
            [openssl, "passwd", "-apr1", PASSWORD], capture_output=True, text=True, check=True
        )
        (folder / "passwords").write_text(f"{USER}:{hashed.stdout}", "utf-8")
        (folder / "hosts").write_text(f"127.0.0.1 {NAME}\n", "utf-8")
        port = free_port()
        (folder / "squid.conf").write_text(_SQUID.format(port=port, helper=helper, folder=folder), "utf-8")
        with running([binary, "-N", "-f", folder / "squid.conf"], port, folder / "squid.out"):
            yield Proxy(f"http://127.0.0.1:{port}", folder / "access.log")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def tinyproxy(folder: Path, behind: Proxy, target: int) -> Iterator[Proxy]:
    """Run tinyproxy, which lets CONNECT to one port pass and sends it on to squid. Raises NotHad."""
    port = free_port()
    upstream = behind.address.replace("//", f"//{USER}:{PASSWORD}@").removeprefix("http://")
    config = _TINY.format(port=port, folder=folder, target=target, upstream=upstream)
    (folder / "tinyproxy.conf").write_text(config, "utf-8")
    command = [program("tinyproxy"), "-d", "-c", folder / "tinyproxy.conf"]
    with running(command, port, folder / "tinyproxy.out"):
        yield Proxy(f"http://127.0.0.1:{port}", folder / "access.log")
