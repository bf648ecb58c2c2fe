"""nginx in front of a FHIR server: TLS of every quality, a client certificate, throttling, redirects, slowness."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.interop.certs import NAME, Authority
from tests.interop.had import program
from tests.interop.running import free_port, running

_HEAD = """
daemon off;
master_process off;
pid nginx.pid;
error_log error.log info;
events {{ worker_connections 256; }}
http {{
  access_log off;
  log_format seen '$server_port $request_method $uri $status auth=$http_authorization';
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  limit_req_zone $server_port zone=few:1m rate=20r/s;
  proxy_set_header Host {host};
  proxy_http_version 1.1;
"""


@dataclass(frozen=True)
class Site:
    """One server block: its name, what stands in it, and its certificate (None: plain HTTP)."""

    name: str
    block: str
    pair: str | None = "good"


SITES = (
    Site("good", "location / { proxy_pass BACKEND; }"),
    Site("named", "location / { proxy_pass BACKEND; }", "named"),
    Site("untrusted", "location / { proxy_pass BACKEND; }", "untrusted"),
    Site("expired", "location / { proxy_pass BACKEND; }", "expired"),
    Site("wrong host", "location / { proxy_pass BACKEND; }", "elsewhere"),
    Site("old TLS", "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; location / { proxy_pass BACKEND; }"),
    Site("mTLS", "ssl_client_certificate CA; ssl_verify_client on; location / { proxy_pass BACKEND; }"),
    Site(
        "throttled",
        "limit_req zone=few burst=2 nodelay; limit_req_status 429; add_header Retry-After 1 always;"
        " location / { proxy_pass BACKEND; }",
    ),
    Site("redirecting", "location / { return 302 https://127.0.0.1:OTHER$request_uri; }"),
    Site("other", "location / { proxy_pass BACKEND; }"),
    Site("slow", "location / { proxy_pass BACKEND; limit_rate 24k; }"),
    Site("long wait", "add_header Retry-After 3600 always; location / { return 429; }"),
)


@dataclass(frozen=True)
class Nginx:
    """One running nginx. ``ports`` by the name of the site."""

    folder: Path
    ports: dict[str, int]
    authority: Authority

    def base(self, site: str, host: str = "127.0.0.1") -> str:
        """Return the FHIR base address of a site."""
        return f"https://{host}:{self.ports[site]}/fhir"

    def seen(self, site: str) -> list[str]:
        """Return what a site heard: method, path, status and the sign-in that came with it."""
        start = f"{self.ports[site]} "
        lines = (self.folder / "seen.log").read_text("utf-8").splitlines()
        return [line for line in lines if line.startswith(start)]


@contextmanager
def nginx(
    folder: Path, backend: str, sites: tuple[Site, ...] = SITES, ports: dict[str, int] | None = None
) -> Iterator[Nginx]:
    """Run nginx in front of ``backend`` (scheme, host and port). Raises NotHad."""
    binary = program("nginx")
    authority, other = Authority(folder, "authority"), Authority(folder, "other-authority")
    authority.pair("good")
    authority.pair("named", NAME)
    authority.pair("expired", since=timedelta(days=-9))
    authority.pair("elsewhere", "elsewhere.interop.test")
    authority.pair("client", "client.interop.test")
    other.pair("untrusted")
    ports = ports or {site.name: free_port() for site in sites}
    text = _HEAD.format(host=backend.split("//")[1])
    for site in sites:
        text += _server(site, ports, backend, authority)
    (folder / "nginx.conf").write_text(text + "}\n", "utf-8")
    command = [binary, "-p", f"{folder}/", "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    with running(command, ports[sites[0].name], folder / "nginx.out"):
        yield Nginx(folder, ports, authority)


def _server(site: Site, ports: dict[str, int], backend: str, authority: Authority) -> str:
    block = site.block.replace("BACKEND", backend).replace("CA;", f"{authority.ca};")
    for name, port in ports.items():
        block = block.replace(name.upper(), str(port))
    tls = f"ssl_certificate {site.pair}.crt; ssl_certificate_key {site.pair}.key;" if site.pair else ""
    listen = f"listen 127.0.0.1:{ports[site.name]}{' ssl' if site.pair else ''};"
    return f"  server {{ {listen} {tls} access_log seen.log seen; {block} }}\n"
