# Sets up and opens the embedded demonstration:
#   powershell -ExecutionPolicy Bypass -File packaging\demo.ps1 [options of 'tributary demo']
$ErrorActionPreference = 'Stop'
Push-Location (Join-Path $PSScriptRoot '..')
try {
    . (Join-Path $PSScriptRoot 'setup.ps1')
    $lock = 'packaging\requirements.lock'
    if (Test-Path '.venv\installed-for-tests') { $lock = 'packaging\requirements-test.lock' } # holds the other one whole
    $python = Install-Tributary $lock
    & $python -I -m viewer demo @args
    exit $LASTEXITCODE
} finally {
    Pop-Location
}
