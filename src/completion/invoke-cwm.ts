import { scriptText } from './script.js';

/** `Invoke-Cwm` for PowerShell: objects out, a body from objects, failures as exceptions. Needs `Start-CwmProcess`. */
export const invokeCwm = scriptText`# A body as JSON. ConvertTo-Json gets single values alone: Windows PowerShell gives lists a count, dates a form that
# nothing else reads, and texts from a file the members that Get-Content has hung on them.
function ConvertTo-CwmJson {
    param($Value, [int] $Depth = 0)

    if ($Depth -gt 20) { throw 'The body is nested more than 20 levels deep.' }
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [datetime]) {
        $time = $Value.ToUniversalTime()
        return $time.ToString('\"yyyy-MM-ddTHH:mm:ssZ\"', [System.Globalization.CultureInfo]::InvariantCulture)
    }
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $members = [ordered] @{}
        foreach ($property in $Value.PSObject.Properties) { $members.Add($property.Name, $property.Value) }
        $Value = $members
    }
    if ($Value -is [System.Collections.IDictionary]) {
        $written = foreach ($entry in $Value.GetEnumerator()) {
            $name = ConvertTo-Json -InputObject ([string] $entry.Key) -Compress
            $name + ':' + (ConvertTo-CwmJson $entry.Value ($Depth + 1))
        }
        return '{' + ($written -join ',') + '}'
    }
    if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [string]) {
        $written = foreach ($item in $Value) { ConvertTo-CwmJson $item ($Depth + 1) }
        return '[' + ($written -join ',') + ']'
    }
    return ConvertTo-Json -InputObject $Value.PSObject.BaseObject -Compress
}

# What cwm said about its failure, as an error whose TargetObject has code, exit, details and the rest of it.
function New-CwmError {
    param([string] $Envelope, [int] $ExitCode)

    $failure = [pscustomobject] @{
        code = 'unknown'; message = "cwm ended with exit code $ExitCode."; hint = $null; exit = $ExitCode; details = @()
    }
    if ($Envelope -ne '') { $failure = (ConvertFrom-Json -InputObject $Envelope).error }
    $message = (@($failure.message, $failure.hint) -ne $null) -join [System.Environment]::NewLine
    $exception = [System.InvalidOperationException]::new($message)
    return [System.Management.Automation.ErrorRecord]::new($exception, "Cwm.$($failure.code)", 'NotSpecified', $failure)
}

<#
.SYNOPSIS
Runs cwm: rows come out as objects, -Body takes objects, and a failure is an exception.

.DESCRIPTION
All words but -Body are cwm's own. With an output flag (-o csv, --json, --output-file ...) lines of text come out in
place of objects. Nothing is ever asked: a write needs -y. What is piped in is a body too.

.EXAMPLE
Invoke-Cwm call GET '/service/tickets' --limit 50 | Where-Object { -not $_.closedFlag }

.EXAMPLE
Invoke-Cwm call POST '/service/tickets' -y -Body @{ summary = 'Printer down'; company = @{ identifier = 'ACME' } }

.EXAMPLE
try { Invoke-Cwm call GET '/service/tickets/1' } catch { $_.TargetObject.code }
#>
function Invoke-Cwm {
    # A function that declared parameters would take -o, -p and -d for beginnings of its own.
    $words = New-Object System.Collections.Generic.List[string]
    $piped = @($input)
    $hasBody = $piped.Count -gt 0
    $body = $piped
    if ($piped.Count -eq 1) { $body = $piped[0] }
    for ($at = 0; $at -lt $args.Count; $at++) {
        $word = $args[$at]
        if ($word -is [scriptblock]) {
            throw "PowerShell takes {$word} for a script block: put the whole path into single quotes."
        }
        if ($word -is [string] -and $word -match '^-Body:?\z') {
            $at++
            if ($at -ge $args.Count) { throw '-Body needs a value.' }
            $body = $args[$at]
            $hasBody = $true
        } elseif ($word -is [array]) {
            # A list that was written without quotes.
            $words.Add($word -join ',')
        } else {
            $words.Add([string] $word)
        }
    }
    $asText = @($words | Where-Object { $_ -cmatch '^(?:-o.*|--(?:output|output-file|json|excel)(?:=.*)?)\z' }).Count -gt 0
    $first = @('--no-input')
    if (-not $asText) { $first += @('-o', 'ndjson') }
    if ($hasBody) { $words.AddRange([string[]] @('-d', '-')) }
    $bytes = New-Object byte[] 0
    if ($body -is [string]) {
        $bytes = [System.Text.Encoding]::UTF8.GetBytes($body)
    } elseif ($hasBody) {
        $bytes = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-CwmJson $body))
    }

    $process = Start-CwmProcess ($first + $words.ToArray())
    try {
        try {
            # Bytes, since Windows PowerShell would write text in the console's code page.
            $process.StandardInput.BaseStream.Write($bytes, 0, $bytes.Length)
            $process.StandardInput.Close()
        } catch [System.IO.IOException] {
            # It has ended without reading, and says below why.
            Write-Debug "cwm did not read the body: $_"
        }

        # Lines of standard error are shown once nothing follows them at once: the last ones may be those of a failure,
        # which the exception says.
        $notices = New-Object System.Collections.Generic.List[string]
        $envelope = ''
        $outRead = $process.StandardOutput.ReadLineAsync()
        $errorRead = $process.StandardError.ReadLineAsync()
        while ($null -ne $outRead -or $null -ne $errorRead) {
            $reads = [System.Threading.Tasks.Task[]] @(@($outRead, $errorRead) -ne $null)
            # Waits for a moment only, so that Ctrl-C is heard.
            if ([System.Threading.Tasks.Task]::WaitAny($reads, 200) -lt 0 -and $envelope -eq '') {
                foreach ($notice in $notices) { [System.Console]::Error.WriteLine($notice) }
                $notices.Clear()
            }
            while ($null -ne $errorRead -and $errorRead.IsCompleted) {
                $line = $errorRead.Result
                $errorRead = $null
                if ($null -ne $line) {
                    if ($line.StartsWith('{"error":')) { $envelope = $line } else { $notices.Add($line) }
                    $errorRead = $process.StandardError.ReadLineAsync()
                }
            }
            while ($null -ne $outRead -and $outRead.IsCompleted) {
                $line = $outRead.Result
                $outRead = $null
                if ($null -ne $line) {
                    $row = $line
                    if (-not $asText) {
                        # Help, and what else is no JSON, comes out as it is.
                        try { $row = ConvertFrom-Json -InputObject $line } catch { $row = $line }
                    }
                    # Outside of the try: what fails further down the pipeline would be caught there.
                    $row
                    $outRead = $process.StandardOutput.ReadLineAsync()
                }
            }
        }
        $process.WaitForExit()
        $global:LASTEXITCODE = $process.ExitCode
        $failure = $null
        if ($process.ExitCode -ne 0) { $failure = New-CwmError $envelope $process.ExitCode }
        foreach ($notice in $notices) {
            if ($null -eq $failure -or -not "Error: $failure".Contains($notice)) {
                [System.Console]::Error.WriteLine($notice)
            }
        }
        if ($null -ne $failure) { throw $failure }
    } finally {
        # Still running where the pipeline was stopped: by Ctrl-C, or by Select-Object -First.
        if (-not $process.HasExited) {
            try { $process.Kill() } catch { Write-Debug "cwm ended by itself: $_" }
        }
        $process.Dispose()
    }
}

Set-Alias -Name cwmo -Value Invoke-Cwm
`;
