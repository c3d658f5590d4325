import { quoted } from '../text/shell-words.js';
import { invokeCwm } from './invoke-cwm.js';
import { scriptText, type OwnProgram } from './script.js';

/** For Windows PowerShell 5.1 and PowerShell 7, in ASCII alone: 5.1 reads a pipe in the console's code page. */
export function powershellScript(program: OwnProgram): string {
  const node = asciiText(program.node);
  const script = asciiText(program.script);
  return scriptText`# Completion of cwm, and Invoke-Cwm, for Windows PowerShell 5.1 and PowerShell 7.
#
# In every session:  cwm completion powershell --output-file "$HOME/cwm.ps1"
#                    and in the file that $PROFILE names:  . "$HOME/cwm.ps1"
# In this one:       cwm completion powershell | Out-String | Invoke-Expression

# One word of a command line, as programs on Windows take it apart: a backslash means something before a double quote
# alone. Windows PowerShell itself drops empty words, and double quotes within a word.
function ConvertTo-CwmArgument {
    param([string] $Word)

    if ($Word -cmatch '^[A-Za-z0-9_./:=,+-]+\z') { return $Word }
    return '"' + ($Word -replace '(\\*)"', '$1$1\"' -replace '(\\+)\z', '$1$1') + '"'
}

# Starts cwm with these words and all of its streams at hand: no shim and no shell comes between.
function Start-CwmProcess {
    param([string[]] $Words)

    # The cwm that printed this script, or the one in PATH where that has gone.
    $node = ${node}
    $main = ${script}
    if (-not (Test-Path -LiteralPath $node -PathType Leaf)) {
        $node = @(Get-Command -Name node -CommandType Application -ErrorAction Stop)[0].Path
    }
    if (-not (Test-Path -LiteralPath $main -PathType Leaf)) {
        $main = @(Get-Command -Name cwm -CommandType 'Application', 'ExternalScript' -ErrorAction Stop)[0].Path
        # On Windows this is a shim of npm, beside the folder that holds the package; elsewhere a link to the script.
        $package = Join-Path (Split-Path -Parent $main) 'node_modules/cwm-gateway/bin/cwm.js'
        if (Test-Path -LiteralPath $package -PathType Leaf) { $main = $package }
    }

    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = $node
    $start.Arguments = @(@($main) + $Words | ForEach-Object { ConvertTo-CwmArgument $_ }) -join ' '
    # PowerShell's own folder is not the one that its process is in.
    $start.WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [System.Text.Encoding]::UTF8
    $start.StandardErrorEncoding = [System.Text.Encoding]::UTF8
    return [System.Diagnostics.Process]::Start($start)
}

# The words of a command up to the cursor, without quotes; the last one is being written.
function Get-CwmWord {
    param($CommandAst, [int] $Cursor)

    $words = New-Object System.Collections.Generic.List[string]
    $end = -1
    foreach ($element in @($CommandAst.CommandElements | Select-Object -Skip 1)) {
        $extent = $element.Extent
        if ($extent.StartOffset -ge $Cursor) { break }
        $text = $extent.Text
        if ($extent.EndOffset -gt $Cursor) {
            $text = $text.Substring(0, $Cursor - $extent.StartOffset) -replace '^["'']', ''
        } elseif ($element -is [System.Management.Automation.Language.StringConstantExpressionAst] -or
            $element -is [System.Management.Automation.Language.ExpandableStringExpressionAst]) {
            $text = $element.Value
        }
        # The path /service/tickets/{id} is two elements to PowerShell, with nothing between.
        if ($extent.StartOffset -eq $end) {
            $words[$words.Count - 1] += $text
        } else {
            $words.Add($text)
        }
        $end = $extent.EndOffset
    }
    if ($end -lt $Cursor) { $words.Add('') }
    return , $words.ToArray()
}

# One completion, in quotes where PowerShell would read something into it.
function New-CwmCompletion {
    param([string] $Text, [string] $Note)

    $written = $Text
    if ($Text -cnotmatch '^[A-Za-z0-9_./\\-][A-Za-z0-9_./\\:=+-]*\z') {
        # The curly quotes end a text as well.
        $written = "'" + ($Text -replace "['\u2018-\u201b]", '$0$0') + "'"
    }
    if ($Note -eq '') { $Note = $Text }
    return [System.Management.Automation.CompletionResult]::new($written, $Text, 'ParameterValue', $Note)
}

Register-ArgumentCompleter -Native -CommandName 'cwm', 'cwm-gateway', 'Invoke-Cwm', 'cwmo' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # Whatever goes wrong here, PowerShell then offers file names.
    try {
        $words = Get-CwmWord $commandAst $cursorPosition
        $process = Start-CwmProcess (@('complete', '--shell', 'powershell', '--') + $words)
        $process.StandardInput.Close()
        # Read beside the answer, so that cwm never waits for somebody to read it.
        $null = $process.StandardError.ReadToEndAsync()
        $lines = $process.StandardOutput.ReadToEnd() -split '\r?\n'
        $process.Dispose()
        foreach ($line in $lines) {
            if ($line -eq '' -or $line -ceq ':nospace') { continue }
            if ($line -cne ':files') {
                $text, $note = $line -split '\t', 2
                New-CwmCompletion $text $note
                continue
            }
            # The file of @file, name=@file and --flag=file.
            $before = [regex]::Match($words[-1], '^(?:.*@|--[^=]*=)').Value
            $file = $words[-1].Substring($before.Length)
            foreach ($found in [System.Management.Automation.CompletionCompleters]::CompleteFilename($file)) {
                $path = $found.CompletionText -replace '^(["''])(.*)\1\z', '$2' -replace "''", "'"
                New-CwmCompletion ($before + $path) $found.ToolTip
            }
        }
    } catch {
        Write-Debug "cwm was not asked: $_"
    }
}

${invokeCwm}`;
}

/** A text as an expression of PowerShell that holds ASCII alone. */
function asciiText(text: string): string {
  const pieces = text.split(/([\u0080-\uffff])/).map((piece, index) => {
    if (index % 2 === 0) return quoted(piece, 'powershell');
    return `[char]0x${piece.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return pieces.length === 1 ? pieces.join('') : `(${pieces.join(' + ')})`;
}
