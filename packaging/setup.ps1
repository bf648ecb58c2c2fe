# Sets up everything that running or testing Tributary needs on Windows; used by demo.ps1 and test.ps1.

function Find-Python {
    foreach ($try in @(@('py', '-3'), @('python'), @('python3'))) {
        if (-not (Get-Command $try[0] -ErrorAction SilentlyContinue)) { continue }
        $rest = @($try | Select-Object -Skip 1)
        & $try[0] @rest -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>$null
        if ($LASTEXITCODE -eq 0) { return ,$try }
    }
    throw 'tributary: Python 3.11 or newer is needed. Install it from python.org, then run this again.'
}

function Install-Tributary([string] $lock) {
    $python = '.venv\Scripts\python.exe'
    $wanted = (Get-FileHash $lock).Hash + ' ' + (Get-FileHash 'pyproject.toml').Hash
    $mark = '.venv\installed'
    if ((Test-Path $python) -and (Test-Path $mark) -and ((Get-Content $mark) -eq $wanted)) { return $python }
    $base = Find-Python
    $rest = @($base | Select-Object -Skip 1)
    if (-not (Test-Path $python)) {
        Write-Host '==> Making a virtual environment in .venv'
        & $base[0] @rest -m venv .venv | Out-Host
        if ($LASTEXITCODE -ne 0) { throw 'tributary: the virtual environment could not be made in .venv.' }
    }
    Write-Host '==> Installing the locked packages (some 150 MB at the first time)'
    & $python -m pip --disable-pip-version-check install --require-hashes --only-binary :all: -r $lock | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'tributary: the packages could not be installed; check the network or proxy.' }
    & $python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e . | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'tributary: Tributary itself could not be installed.' }
    Set-Content $mark $wanted
    return $python
}
