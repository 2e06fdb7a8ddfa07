# From a recipe and what a realm has: the calls of the admin REST that are still to be made, each {"method", "path", "body", "say"}, and
# what differs and is left alone, each {"differs"}. Flows are made empty, under a mark in their description, and lose it with the last
# step: so a run that was cut off knows what is its own.

def mark: " (being added by add-recipe)";
def unfinished: (.description // "") | endswith(mark);
def may($what): [$change | split(",")[] | . == $what or . == "all"] | any;
def call($say; $method; $path; $body): {$say, $method, $path, $body};
def add($what; $method; $path; $body): call("added: " + $what; $method; $path; $body);
def change($what; $method; $path; $body): call("changed: " + $what; $method; $path; $body);
def by(key): map({key: key, value: .}) | from_entries;
def list: . // [];
def among($all): . as $one | any($all[]; . == $one);

def steps: .authenticationExecutions | list | sort_by(.priority);
def essence: map([.authenticator, .flowAlias, .requirement, .authenticatorConfig]);

# Sets have no order, and texts of a file may stand for numbers.
def plain: walk(if type == "array" then sort elif type == "object" or type == "null" then . else tostring end);

# Values of a component. An empty one is none, and JSON can be written down in several ways.
def meaning: list | map(select(. != "") | if startswith("{") then (fromjson? // .) else . end) | plain;

# Whether something that is there has all that is wanted of it. Keycloak adds values of its own, leaves out empty ones and shows no secrets.
def has($wanted):
  if . == "**********" then true
  elif $wanted | type == "object" then
    . as $here | all($wanted | to_entries[]; . as $one | $here | (if type == "object" then .[$one.key] else null end) | has($one.value))
  elif $wanted | type == "array" and any(.[]; type == "object") then . as $here | all($wanted[]; . as $one | any($here | list[]; has($one)))
  elif $wanted == "" then . == null or . == ""
  else plain == ($wanted | plain) end;

$recipes[0] as $recipe | $realms[0] as $realm | $profiles[0] as $profile
| ($realm.authenticationFlows | list | by(.alias)) as $flows
| (["browserFlow", "directGrantFlow", "registrationFlow", "resetCredentialsFlow", "firstBrokerLoginFlow"]) as $bindings

| def configs:
    ($realm.authenticatorConfig | list | by(.alias)) as $here
    | $recipe.authenticatorConfig | list[]
    | if $here[.alias] == null then add("options of a step, \(.alias)"; "POST"; "/authentication/config"; {alias, config})
      elif $here[.alias].config != .config then {differs: "the options of a step, \(.alias)"}
      else empty end;

  def flow:
    . as $wanted | steps as $all | $flows[.alias] as $here
    | if $here == null then
        add("flow \(.alias), \($all | length) steps"; "POST"; "/authentication/flows";
          # Keycloak keeps 255 characters.
          {alias, providerId, topLevel, builtIn: false, description: ((.description // "")[:255 - (mark | length)] + mark)})
      else
        ($here | steps | essence) as $has
        | if $has == ($all | essence) then
            if ($here | unfinished) then
              call(if $dry then "finished: flow \(.alias)" else "" end; "PUT"; "/authentication/flows/\($here.id)"; {alias, providerId, topLevel, builtIn: false, description: (.description // "")})
            else empty end
          elif $dry and ($here | unfinished) and $has == ($all | essence)[:($has | length)] then
            call("finished: flow \(.alias)"; "POST"; "/authentication/executions"; {})
          elif ($here | unfinished) and $has == ($all | essence)[:($has | length)] then
            $all[($has | length):][]
            | call(""; "POST"; "/authentication/executions";
                {parentFlow: $here.id, authenticator, requirement, priority, authenticatorFlow, authenticatorConfig,
                 flowId: (if .flowAlias then $flows[.flowAlias].id else null end)})
          else {differs: "the flow \($wanted.alias)"} end
      end;

  def actions:
    ($realm.requiredActions | list | by(.alias)) as $here
    | $recipe.requiredActions | list[] | . as $wanted | $here[.alias] as $has
    | def set($say): call($say; "PUT"; "/authentication/required-actions/\(.alias | @uri)"; $wanted);
      if $has == null then
        # Keycloak registers it enabled and after all others.
        add("required action \(.alias)"; "POST"; "/authentication/register-required-action"; {providerId, name}), set("")
      elif ([$has, .] | map([.enabled, .defaultAction, .priority]) | .[0] == .[1]) then empty
      elif may("actions") then set("changed: required action \(.alias)")
      else {differs: "the required action \(.alias)"} end;

  def component($kind; $parent; $there):
    . as $wanted
    | first(($there[$kind] | list[] | select(.name == $wanted.name)), null) as $has
    | if $has == null then
        add("component \(.name)"; "POST"; "/components"; {name, providerId, providerType: $kind, parentId: $parent, config})
      else
        # The realm shows no secrets.
        (if any(.config | to_entries[]; . as $one | $has.config[.key] | . != ["**********"] and meaning != ($one.value | meaning))
         then {differs: "the component \(.name)"} else empty end),
        (.subComponents // {} | to_entries[] | .key as $inner | .value[] | component($inner; $has.id; $has.subComponents // {}))
      end;

  def components:
    $recipe.components // {} | to_entries[]
    | select(.key != "org.keycloak.userprofile.UserProfileProvider")
    | .key as $kind | .value[] | component($kind; $realm.id; $realm.components);

  # Those of a kind that are there, and have other values than the recipe.
  def different($what; key; $said):
    ($realm[$what] | list) as $there
    | $recipe[$what] | list[] | . as $wanted
    | $there[] | select(key == ($wanted | key)) | select(has($wanted) | not)
    | {differs: "the \($said) \(key | if type == "array" then join(", ") else . end)"};

  # What partial import takes.
  def resources($what; key; $said):
    ($realm[$what] | list | map(key)) as $has
    | [$recipe[$what] | list[] | select(key | among($has) | not)]
    | (select(. != [])
      | add("\($said) \(map(key | if type == "array" then join(", ") else . end) | join("; "))"; "POST"; "/partialImport";
          {ifResourceExists: "SKIP", ($what): .})),
      different($what; key; $said);

  def scopes:
    ($realm.clientScopes | list | map(.name)) as $has
    | ($recipe.clientScopes | list[] | select(.name | among($has) | not) | add("client scope \(.name)"; "POST"; "/client-scopes"; .)),
      different("clientScopes"; .name; "client scope");

  # Attributes of users that are not there are added; others are changed only on request.
  def profile:
    [$recipe.components["org.keycloak.userprofile.UserProfileProvider"] | list[] | .config["kc.user.profile.config"][0] | fromjson | .attributes[]]
    | . as $wanted | ($profile.attributes | by(.name)) as $here
    | map(select($here[.name] == null)) as $new
    | map(select($here[.name] != null and ($here[.name] | del(.group) | plain) != plain)) as $other
    | (if may("profile") then $other else [] end) as $changed
    | (if $new + $changed == [] then empty else
        call("\(if $changed == [] then "added" else "changed" end): attributes of the user profile, \($new + $changed | map(.name) | join(", "))"; "PUT"; "/users/profile";
          ($profile | .attributes |= (map(. as $one | first(($changed[] | select(.name == $one.name) | . + ($one | if .group then {group} else {} end)), $one)) + $new)))
       end),
      ($other - $changed | .[] | {differs: "the attribute \(.name) of the user profile"});

  def bindings:
    [$bindings[] | select($recipe[.] != null and $recipe[.] != $realm[.])]
    | if may("bindings") then
        # A dry run has not made the flows that would be there by then.
        map(select($recipe[.] as $flow | ($dry and any($recipe.authenticationFlows | list[]; .alias == $flow))
          or ($flows[$flow] | . != null and (unfinished | not))))
        | select(. != [])
        | change("bindings: \(map("\(.) is \($recipe[.])") | join(", "))"; "PUT"; ""; by(.) | map_values($recipe[.]))
      else .[] | {differs: "\(.) is \($realm[.]), and \($recipe[.]) in the recipe"} end;

  def settings:
    ($bindings + ["id", "realm", "enabled", "displayName", "authenticationFlows", "authenticatorConfig", "requiredActions", "components",
      "clients", "clientScopes", "identityProviders", "identityProviderMappers", "organizations", "users", "attributes"]) as $not
    | ([$recipe | to_entries[] | select(.key | among($not) | not) | select(($realm[.key] | plain) != (.value | plain))] | from_entries) as $top
    | ([$recipe.attributes // {} | to_entries[] | select($realm.attributes[.key] != .value)] | from_entries) as $inner
    | if $top == {} and $inner == {} then empty
      elif may("settings") then
        change("settings: \($top + $inner | keys | join(", "))"; "PUT"; "";
          # Keycloak takes a WebAuthn policy whole, or not at all.
          (if any($top | keys[]; startswith("webAuthn")) then $realm | with_entries(select(.key | startswith("webAuthn"))) else {} end)
          + $top + (if $inner == {} then {} else {attributes: ($realm.attributes + $inner)} end))
      else $top + $inner | keys[] | {differs: "the setting \(.)"} end;

  configs, ($recipe.authenticationFlows | list[] | flow), actions, components, scopes,
  resources("clients"; .clientId; "client"),
  resources("identityProviders"; .alias; "identity provider"),
  resources("identityProviderMappers"; [.identityProviderAlias, .name]; "mapper of an identity provider"),
  profile, bindings, settings
