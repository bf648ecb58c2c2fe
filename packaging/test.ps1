# Sets up and passes the tests:
#   powershell -ExecutionPolicy Bypass -File packaging\test.ps1 [options of pytest]
$ErrorActionPreference = 'Stop'
$platform = $env:QT_QPA_PLATFORM
Push-Location (Join-Path $PSScriptRoot '..')
try {
    . (Join-Path $PSScriptRoot 'setup.ps1')
    $python = Install-Tributary 'packaging\requirements-test.lock'
    Set-Content '.venv\installed-for-tests' '' # so that the demo does not take the test tools away again
    $env:QT_QPA_PLATFORM = 'offscreen'
    & $python -m pytest -q -n 2 --dist worksteal @args
    exit $LASTEXITCODE
} finally {
    $env:QT_QPA_PLATFORM = $platform
    Pop-Location
}
