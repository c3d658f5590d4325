import { scriptText, type OwnProgram } from './script.js';

/** For fish 3.0 and newer. */
export function fishScript(program: OwnProgram): string {
  const node = fishWord(program.node);
  const script = fishWord(program.script);
  return scriptText`# Completion of cwm for fish.
#
# In every session:  cwm completion fish > ~/.config/fish/completions/cwm.fish
# In this one:       cwm completion fish | source

# The cwm that printed this script, or the one in PATH where that has gone.
function __cwm_program
    set -l node ${node}
    set -l script ${script}
    if test -x $node -a -f $script
        $node $script $argv </dev/null 2>/dev/null
    else
        command cwm $argv </dev/null 2>/dev/null
    end
end

# The word that is being written, without its quotes; the last of them may not be closed yet.
function __cwm_written
    set -l written (commandline --current-token --cut-at-cursor)
    for end in '' "'" '"'
        if string unescape -- "$written$end" 2>/dev/null
            return
        end
    end
    echo -- $written
end

function __cwm_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l written (__cwm_written)
    set -l answer (__cwm_program complete --shell fish -- $words[2..-1] "$written")
    or begin
        __fish_complete_path "$written"
        return
    end
    set -l is_open
    while contains -- "$answer[1]" :files :nospace
        if test "$answer[1]" = :nospace
            set is_open 1
        else
            # The file of @file, name=@file and --flag=file.
            set -l before (string match --regex -- '^(?:.*@|--[^=]*=)' $written)
            set -l file (string sub --start (math (string length -- "$before") + 1) -- $written)
            for path in (__fish_complete_path "$file")
                echo -- "$before$path"
            end
        end
        set --erase answer[1]
    end
    printf '%s\n' $answer
    # fish puts a blank behind a candidate that is the only one, unless it ends like a path or an option; a longer one
    # beside it keeps that away.
    if test -n "$is_open" -a (count $answer) -eq 1
        set -l text (string split --max 1 \t -- $answer[1])[1]
        if not string match --quiet --regex -- '[/=@:.,-]$' $text
            printf '%s...\n' $text
        end
    end
end

for name in cwm cwm-gateway
    complete --command $name --erase
    complete --command $name --no-files --keep-order --arguments '(__cwm_complete)'
end
`;
}

/** Text between single quotes, in which fish reads backslashes. */
function fishWord(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
