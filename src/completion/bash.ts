import { scriptText, shPaths, type OwnProgram } from './script.js';

/** For bash 3.2 (macOS) and newer, with no need for the bash-completion package. */
export function bashScript(program: OwnProgram): string {
  const { node, script } = shPaths(program);
  return scriptText`# Completion of cwm for bash 3.2 and newer.
#
# In every session:  cwm completion bash > ~/.cwm-completion.bash
#                    echo '. ~/.cwm-completion.bash' >> ~/.bashrc
# In this one:       eval "$(cwm completion bash)"

# The cwm that printed this script, or the one in PATH where that has gone.
_cwm_program() {
  local node=${node} script=${script}
  # Git Bash makes Windows paths of words that begin with a slash, unless told not to.
  local -x MSYS_NO_PATHCONV=1 MSYS2_ARG_CONV_EXCL='*'
  if [[ -x $node && -f $script ]]; then
    "$node" "$script" "$@"
  else
    command cwm "$@"
  fi
} </dev/null 2>/dev/null

# Splits a line up to the cursor as the shell will: _cwm_words are its words without quotes, the last one being
# written; _cwm_written is that one as it stands, _cwm_quote the quote that is open in it. COMP_WORDS would not do:
# they are cut at = and : as well, and keep their quotes.
_cwm_split() {
  local line=$1 at char next word='' is_word='' is_target='' escapable=$'"\\$\140'
  _cwm_words=() _cwm_written='' _cwm_quote=''
  for ((at = 0; at < \${#line}; at++)); do
    char=\${line:at:1} next=\${line:at+1:1}
    if [[ -n $_cwm_quote ]]; then
      _cwm_written+=$char
      if [[ $char == "$_cwm_quote" ]]; then
        _cwm_quote=''
      elif [[ $_cwm_quote$char == '"\' && -n $next && $escapable == *"$next"* ]]; then
        word+=$next _cwm_written+=$next at=$((at + 1))
      else
        word+=$char
      fi
      continue
    fi
    case $char in
      ' ' | $'\t' | '<' | '>')
        # What stands behind < or > is a file's name, and no word of cwm's.
        if [[ -n $is_word ]]; then
          if [[ -z $is_target ]]; then _cwm_words+=("$word"); fi
          is_target=''
        fi
        if [[ $char == ['<>'] ]]; then is_target=1; fi
        word='' is_word='' _cwm_written=''
        continue
        ;;
      "'" | '"') _cwm_quote=$char ;;
      '\') word+=$next _cwm_written+=$char at=$((at + 1)) char=$next ;;
      *) word+=$char ;;
    esac
    is_word=1 _cwm_written+=$char
  done
  _cwm_words+=("$word")
  _cwm_is_target=$is_target
}

# Sets _cwm_text to a candidate as the line has it: within the quote that is open, else in quotes of its own where the
# shell would read something into it. Such a quote stays open where the word goes on.
_cwm_quoted() {
  local plain='^[A-Za-z0-9_./:=@%+,{}-]+$' expands='\{.*(,|\.\.).*\}'
  local single="'" in_single="'\\''" escapable=$'"\\$\140' at char
  _cwm_text=$1
  case $_cwm_quote in
    "'") _cwm_text=\${_cwm_text//$single/$in_single} ;;
    '"')
      _cwm_text=''
      for ((at = 0; at < \${#1}; at++)); do
        char=\${1:at:1}
        if [[ $escapable == *"$char"* ]]; then _cwm_text+='\'; fi
        _cwm_text+=$char
      done
      ;;
    *)
      if [[ -z $_cwm_quotes_all && $_cwm_text =~ $plain && ! $_cwm_text =~ $expands ]]; then return; fi
      _cwm_quotes_all=1 _cwm_text=$single\${_cwm_text//$single/$in_single}
      if [[ -z $_cwm_is_open ]]; then _cwm_text+=$single; fi
      ;;
  esac
}

_cwm() {
  local _cwm_words _cwm_written _cwm_quote _cwm_is_target _cwm_is_open='' _cwm_quotes_all='' _cwm_text
  local answer line text typed quote stays wants_files='' file candidates notes common most=0 has_notes='' tab=$'\t'
  candidates=() notes=() COMPREPLY=()
  _cwm_split "\${COMP_LINE:0:COMP_POINT}"
  # With nothing in COMPREPLY bash offers file names.
  if [[ -n $_cwm_is_target ]]; then return; fi
  answer=$(_cwm_program complete --shell bash -- "\${_cwm_words[@]:1}") || return 0

  # bash puts a candidate in place of what stands behind the last = or :, or behind the quote; the rest stays.
  typed=\${_cwm_words[\${#_cwm_words[@]} - 1]} quote=$_cwm_quote stays=''
  if [[ $_cwm_written == *"$2" ]]; then
    _cwm_split "\${_cwm_written%"$2"}"
    stays=\${_cwm_words[\${#_cwm_words[@]} - 1]}
    _cwm_quote=$quote
  fi
  typed=\${typed#"$stays"}

  while IFS= read -r line; do
    case $line in
      :files) wants_files=1 ;;
      :nospace) _cwm_is_open=1 ;;
      "$stays" | "$stays$tab"*) ;;
      "$stays"*)
        text=\${line%%"$tab"*} line=\${line#"$text"} text=\${text#"$stays"}
        candidates+=("$text") notes+=("\${line#"$tab"}")
        if ((\${#text} > most)); then most=\${#text}; fi
        if [[ -n $line ]]; then has_notes=1; fi
        ;;
    esac
  done <<<"$answer"

  # bash itself offers files where nothing else is offered; behind an @ it would not find them.
  if [[ -n $wants_files && ($typed == *@* || \${#candidates[@]} -gt 0) ]]; then
    stays=''
    if [[ $typed == *@* ]]; then stays=\${typed%"\${typed##*@}"}; fi
    while IFS= read -r file; do
      if [[ -z $file ]]; then continue; fi
      if [[ -d $file ]]; then file+=/; fi
      candidates+=("$stays$file") notes+=('')
    done < <(compgen -f -- "\${typed#"$stays"}")
    if [[ \${#candidates[@]} -eq 1 && \${candidates[0]} == */ ]]; then _cwm_is_open=1; fi
  fi
  if ((\${#candidates[@]} == 0)); then
    if [[ -z $wants_files ]]; then compopt +o default 2>/dev/null; fi
    return 0
  fi

  # The list that a second Tab shows, with the notes; nothing of it gets into the line. Since bash 4.
  if [[ \${COMP_TYPE:-} == 63 && -n $has_notes && \${#candidates[@]} -gt 1 ]]; then
    for ((line = 0; line < \${#candidates[@]}; line++)); do
      printf -v text '%-*s  %s' "$most" "\${candidates[line]}" "\${notes[line]}"
      # At the full width bash puts each on a line of its own.
      printf -v text '%-*s' "$((\${COLUMNS:-80} - 2))" "$text"
      COMPREPLY+=("\${text:0:\${COLUMNS:-80} - 2}")
    done
    return 0
  fi

  common=\${candidates[0]}
  for text in "\${candidates[@]}"; do
    while [[ $text != "$common"* ]]; do common=\${common%?}; done
    _cwm_quoted "$text"
  done
  for text in "\${candidates[@]}"; do
    _cwm_quoted "$text"
    COMPREPLY+=("$_cwm_text")
  done
  if ((\${#candidates[@]} == 1)); then
    if [[ -z $_cwm_is_open ]]; then
      # bash 3.2 cannot be told afterwards that a blank follows.
      if ! compopt +o nospace 2>/dev/null && [[ -z $_cwm_quote ]]; then COMPREPLY[0]+=' '; fi
    elif [[ -n $_cwm_quote ]]; then
      # bash would end the quote behind a candidate that is the only one.
      COMPREPLY+=("$_cwm_text...")
    fi
  elif [[ $common != "$typed"* ]]; then
    # bash would put what they have in common in place of what was typed, which is found in their middle.
    COMPREPLY+=(' ')
  fi
}

# Best first, where bash can leave the order as it is (4.4).
complete -o nospace -o default -o nosort -F _cwm cwm cwm-gateway 2>/dev/null ||
  complete -o nospace -o default -F _cwm cwm cwm-gateway
`;
}
