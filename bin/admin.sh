# What the commands share that talk to the administration of a realm: who asks, and how. Sourced by bash, not run.
# Nothing secret is taken from the command line, nor given to another program on its own.

say() { printf '%s\n' "$*" >&2; }
fail() { say "$self: $*"; exit 2; }
usage() { sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' "$folder/$self"; }

# Sets who asks, from $login or ACCESS_TOKEN, and the address of $realm at $server.
prepare() {
  local need name value
  for need in curl jq; do command -v "$need" >/dev/null || fail "$need is needed"; done
  [ -n "$server" ] || fail "--server is needed"
  [ -n "$realm" ] || fail "--realm is needed"
  server=${server%/}
  declare -gA who=([realm]=$realm [token]=${ACCESS_TOKEN:-})
  if [ -n "$login" ]; then
    [ -r "$login" ] || fail "$login cannot be read"
    while IFS='=' read -r name value || [ -n "$name" ]; do
      case "$name" in
        realm | token | client | secret | user | password) who[$name]=$value ;;
        '' | '#'*) ;;
        *) fail "the login has a line that begins with none of realm, token, client, secret, user, password" ;;
      esac
    done < <(cat -- "$login")
  fi
  [ -n "${who[token]}${who[client]:-}" ] || fail "--login or ACCESS_TOKEN is needed"
  address="$server/admin/realms/$(segment "$realm")"
}

segment() { jq -rn --arg name "$1" '$name | @uri'; }

# A server that says nothing is not waited for: less than a byte a second for a minute ends a request.
http() { curl -sS --connect-timeout 10 --speed-limit 1 --speed-time 60 --max-time "$@"; }

# Secrets reach curl by pipes of the shell, which show in no list of processes.
renewed=-1000
renew() {
  [ -n "${who[client]:-}" ] && [ $((SECONDS - renewed)) -ge 30 ] || return 0
  local fields=(client_id "${who[client]}" grant_type client_credentials) answer
  [ -z "${who[user]:-}" ] || fields=(client_id "${who[client]}" grant_type password username "${who[user]}" password "${who[password]:-}")
  [ -z "${who[secret]:-}" ] || fields+=(client_secret "${who[secret]}")
  answer=$(printf '%s\n' "${fields[@]}" |
    jq -Rsr 'split("\n")[:-1] | [range(0; length; 2) as $i | "\(.[$i])=\(.[$i + 1] | @uri)"] | join("&")' |
    http 60 --data @- "$server/realms/$(segment "${who[realm]}")/protocol/openid-connect/token") || fail "nobody answers at $server"
  who[token]=$(jq -r '.access_token // empty' <<<"$answer" 2>/dev/null) && [ -n "${who[token]}" ] || fail "the sign-in was refused"
  renewed=$SECONDS
}

# Takes a method, what follows the address, and options of curl. Prints the answer; says what is wrong, and is no success then.
call() {
  local method=$1 path=$2 answer status
  shift 2
  answer=$(http 900 -X "$method" -H @<(printf 'Authorization: Bearer %s\n' "${who[token]}") -w '\n%{http_code}' "$@" "$address$path") || return 3
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  if [ "${status:0:1}" != 2 ]; then
    say "$self: $status $(jq -r '.errorMessage // .error_description // .error // empty' <<<"$answer" 2>/dev/null)"
    return 4
  fi
  printf %s "$answer"
}

# Takes what follows the address, and a file, to which it writes the answer as it comes. What was there stays where there is none.
fetch() {
  http 900 --fail -H @<(printf 'Authorization: Bearer %s\n' "${who[token]}") -o "$2" "$address$1"
}
