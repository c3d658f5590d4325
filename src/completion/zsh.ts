import { scriptText, shPaths, type OwnProgram } from './script.js';

/** For zsh, sourced or as a file of `fpath`. */
export function zshScript(program: OwnProgram): string {
  const { node, script } = shPaths(program);
  return scriptText`#compdef cwm cwm-gateway
# Completion of cwm for zsh.
#
# In every session:  mkdir -p ~/.zfunc && cwm completion zsh > ~/.zfunc/_cwm
#                    and in ~/.zshrc, before compinit:  fpath+=(~/.zfunc); autoload -Uz compinit && compinit
# In this one:       source <(cwm completion zsh)

# The cwm that printed this script, or the one in PATH where that has gone.
_cwm_program() {
  local node=${node} script=${script}
  if [[ -x $node && -f $script ]]; then
    "$node" "$script" "$@"
  else
    command cwm "$@"
  fi
} </dev/null 2>/dev/null

_cwm() {
  local written=$PREFIX answer line text note suffix='' wants_files='' is_middle=''
  local -a before whole open
  # Quotes around a word are not in PREFIX, and only outside of them a backslash takes away a meaning.
  if [[ -z $compstate[quote] ]]; then written=\${(Q)written}; fi
  before=("\${(@Q)words[2,CURRENT-1]}")
  answer=$(_cwm_program complete --shell zsh -- "\${before[@]}" "$written") || {
    _files
    return
  }

  for line in "\${(@f)answer}"; do
    case $line in
      :files) wants_files=1 ;;
      :nospace) suffix=none ;;
      '') ;;
      *)
        text=\${line%%$'\t'*} note=\${line#*$'\t'}
        # A colon ends the text of a candidate, and a backslash takes that meaning away.
        line=\${\${text//\\/\\\\}//:/\\:}
        if [[ -n $note && $note != $line ]]; then line+=:$note; fi
        if [[ -n $suffix || $text == *[/=] ]]; then open+=($line); else whole+=($line); fi
        if [[ \${(L)text} != \${(L)written}* ]]; then is_middle=1; fi
        ;;
    esac
  done

  # In any case, and found in the middle of a candidate too; the best come first.
  local -a found=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -M 'l:|=* r:|=*')
  local result=1
  if ((\${#open} + \${#whole} > 0)); then
    _describe -V cwm open "\${found[@]}" -S '' -- whole "\${found[@]}" && result=0
    # What they have in common would take the place of what was typed: the first of them does, and the next one then.
    if [[ -n $is_middle ]]; then compstate[insert]=menu; fi
  fi
  if [[ -n $wants_files ]]; then
    # The file of @file, name=@file and --flag=file.
    compset -P '*@' || compset -P '--*='
    _files && result=0
  fi
  return result
}

# As a file of fpath this is the body of _cwm itself, which zsh has just loaded to call it.
if [[ \${funcstack[1]} == _cwm ]]; then
  _cwm "$@"
else
  if ((! $+functions[compdef])); then autoload -Uz compinit && compinit; fi
  compdef _cwm cwm cwm-gateway
fi
`;
}
