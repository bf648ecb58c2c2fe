# Sets up and passes the tests: powershell -File packaging\test.ps1 [options of pytest]
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
. (Join-Path $PSScriptRoot 'setup.ps1')
$python = Install-Tributary 'packaging\requirements-test.lock'
$env:QT_QPA_PLATFORM = 'offscreen'
& $python -m pytest -q -n 2 @args
exit $LASTEXITCODE
