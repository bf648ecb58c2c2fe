# Sets up everything that running or testing Tributary needs on Windows; used by demo.ps1 and test.ps1.
# Windows PowerShell 5.1 and PowerShell 7. This file is plain ASCII: 5.1 reads it in the system's code page.

function Stop-Setup([string] $words) {
    [Console]::Error.WriteLine("tributary: $words")
    exit 1
}

# Runs a program whose words on standard error are no failure: in 5.1, 'Stop' and a redirected error stream would end us.
function Test-Program([string] $program, [string[]] $options) {
    $ErrorActionPreference = 'Continue'
    try { & $program @options *> $null } catch { return $false }
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    $recent = 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'
    $tries = @(@('py', '-3.14'), @('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('python'), @('python3'))
    foreach ($try in $tries) {
        if (-not (Get-Command $try[0] -CommandType Application -ErrorAction SilentlyContinue)) { continue }
        $rest = @($try | Select-Object -Skip 1)
        if (Test-Program $try[0] ($rest + @('-c', $recent))) { return ,$try }
    }
    Stop-Setup 'Python 3.11 to 3.14 is needed. Install it from python.org, open a new window, then run this again.'
}

function Install-Tributary([string] $lock) {
    $python = '.venv\Scripts\python.exe'
    $here = (Get-Location).ProviderPath
    $wanted = (Get-FileHash $lock).Hash + ' ' + (Get-FileHash 'pyproject.toml').Hash + ' ' + $here
    $runs = (Test-Path $python) -and (Test-Program $python @('-c', 'pass'))
    if ($runs -and (Test-Path '.venv\installed') -and ((Get-Content -Encoding UTF8 '.venv\installed') -eq $wanted)) { return $python }

    # Half full, or moved with its folder: made anew.
    $moved = (Test-Path '.venv\folder') -and ((Get-Content -Encoding UTF8 '.venv\folder') -ne $here)
    if (-not $runs -or $moved -or (Test-Path '.venv\installing') -or -not (Test-Program $python @('-c', 'import pip'))) {
        $base = Find-Python
        $rest = @($base | Select-Object -Skip 1)
        Write-Host '==> Making a virtual environment in .venv'
        if (Test-Path '.venv') {
            try { Remove-Item -Recurse -Force '.venv' }
            catch { Stop-Setup 'The old .venv cannot be removed: close what runs from it, remove it, then run this again.' }
        }
        & $base[0] @rest -m venv .venv | Out-Host
        if ($LASTEXITCODE -ne 0) { Stop-Setup "No virtual environment could be made in $here." }
    }
    Remove-Item -Force '.venv\installed' -ErrorAction SilentlyContinue
    Set-Content -Encoding UTF8 '.venv\installing' ''
    Set-Content -Encoding UTF8 '.venv\folder' $here
    foreach ($name in 'PYTHONPATH', 'PYTHONHOME', 'PIP_USER', 'PIP_TARGET', 'PIP_PREFIX') {
        Remove-Item "Env:$name" -ErrorAction SilentlyContinue
    }
    Write-Host '==> Installing the locked packages (some 150 MB at the first time; each large one is named as it comes)'
    & $python -m pip --disable-pip-version-check --no-input install --require-hashes --only-binary :all: -r $lock | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Setup 'The packages could not be installed: pip has said why above. Check the network or the proxy.' }
    & $python -m pip --disable-pip-version-check --no-input install --quiet --no-deps --no-index --no-build-isolation -e . | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Setup 'Tributary itself could not be installed: pip has said why above.' }
    Set-Content -Encoding UTF8 '.venv\installed' $wanted
    Remove-Item -Force '.venv\installing'
    return $python
}
