# Sets up and opens the embedded demonstration: powershell -File packaging\demo.ps1 [options of 'tributary demo']
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
. (Join-Path $PSScriptRoot 'setup.ps1')
$python = Install-Tributary 'packaging\requirements.lock'
& $python -I -m viewer demo @args
exit $LASTEXITCODE
