// Passkeys and security keys. Keycloak's own script names a module by an import map, which would have to stand in the page.

const DISMISSED = "kc_passkey_modal_dismissed";
const UNSET = "not specified";

let pending;

function bytes(text) {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "");
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// Only one question to the authenticator at a time: the second one ends the first.
function signal() {
  pending?.abort(new DOMException("Another question came", "AbortError"));
  pending = new AbortController();
  return pending.signal;
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    form.elements[name].value = value;
  }
  form.requestSubmit();
}

function set(target, name, value) {
  if (value && value !== UNSET) {
    target[name] = value;
  }
}

function descriptors(ids) {
  return ids.map((id) => ({ type: "public-key", id: bytes(id) }));
}

function knownCredentials() {
  const form = document.getElementById("authn_select");
  return form ? descriptors(Array.from(form.querySelectorAll("[name=authn_use_chk]"), (input) => input.value)) : [];
}

function timeout(passkey) {
  return Number(passkey.timeout) * 1000;
}

function ask(passkey, allowCredentials, more) {
  const publicKey = { rpId: passkey.rpId, challenge: bytes(passkey.challenge), allowCredentials };
  set(publicKey, "timeout", timeout(passkey));
  set(publicKey, "userVerification", passkey.authenticate.verification);
  return navigator.credentials.get({ publicKey, signal: signal(), ...more });
}

function answer(credential) {
  const form = document.getElementById("webauth");
  const { response } = credential;
  const remember = document.getElementById("rememberMe");
  if (remember) {
    const kept = document.createElement("input");
    kept.type = "hidden";
    kept.name = "rememberMe";
    kept.value = remember.checked ? "on" : "off";
    form.append(kept);
  }
  fill(form, {
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    credentialId: credential.id,
    userHandle: response.userHandle ? text(response.userHandle) : "",
  });
}

async function signIn(passkey) {
  const form = document.getElementById("webauth");
  if (!globalThis.PublicKeyCredential) {
    fill(form, { error: passkey.unsupported });
    return;
  }
  try {
    answer(await ask(passkey, passkey.authenticate.identified === "true" ? knownCredentials() : []));
  } catch (error) {
    fill(form, { error: String(error) });
  }
}

// Keycloak shows a dialog over the page once for each sign-in; who closed it is not asked again.
function sessionHash() {
  return document.cookie.match(/(?:^|;\s*)KC_AUTH_SESSION_HASH=([^;]+)/)?.[1];
}

async function canOffer({ mediation, attachment, identified }) {
  if (!globalThis.PublicKeyCredential || identified === "true" || mediation === "none") {
    return false;
  }
  if (attachment === "platform" && !(await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())) {
    return false;
  }
  return mediation !== "conditional" || (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

async function offer(passkey) {
  const { mediation } = passkey.authenticate;
  const modal = mediation === "optional" || mediation === "required";
  const possible = await canOffer(passkey.authenticate);
  const autofill = possible && mediation === "conditional";
  // Of the page that asks for nothing but a passkey.
  document.getElementById(autofill ? "kc-form-login" : "kc-form-passkey-button")?.removeAttribute("data-cloakpool-hidden");
  const hash = sessionHash();
  if (!possible || (modal && (!hash || hash === sessionStorage.getItem(DISMISSED)))) {
    return;
  }
  try {
    answer(await ask(passkey, [], { mediation }));
  } catch (error) {
    if (modal && ["NotAllowedError", "AbortError"].includes(error?.name)) {
      sessionStorage.setItem(DISMISSED, hash);
    }
  }
}

function selection({ attachment, residentKey, requireResidentKey, verification }) {
  const wanted = {};
  set(wanted, "authenticatorAttachment", attachment);
  set(wanted, "userVerification", verification);
  set(wanted, "residentKey", residentKey);
  if (!wanted.residentKey && requireResidentKey !== UNSET) {
    wanted.residentKey = requireResidentKey === "Yes" ? "required" : "discouraged";
  }
  if (wanted.residentKey) {
    wanted.requireResidentKey = wanted.residentKey === "required";
  }
  return wanted;
}

async function enrol(passkey) {
  const form = document.getElementById("register");
  const wanted = passkey.register;
  if (!globalThis.PublicKeyCredential) {
    fill(form, { error: passkey.unsupported });
    return;
  }
  const algorithms = wanted.algorithms.length > 0 ? wanted.algorithms : [-7];
  const publicKey = {
    challenge: bytes(passkey.challenge),
    rp: { id: passkey.rpId, name: wanted.rpName },
    user: { id: bytes(wanted.userId), name: wanted.username, displayName: wanted.username },
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: selection(wanted),
    excludeCredentials: descriptors(wanted.exclude.split(",").filter(Boolean)),
  };
  set(publicKey, "timeout", timeout(passkey));
  set(publicKey, "attestation", wanted.attestation);
  try {
    const credential = await navigator.credentials.create({ publicKey });
    fill(form, {
      clientDataJSON: text(credential.response.clientDataJSON),
      attestationObject: text(credential.response.attestationObject),
      publicKeyCredentialId: text(credential.rawId),
      transports: (credential.response.getTransports?.() ?? []).join(),
      authenticatorAttachment: credential.authenticatorAttachment ?? "",
      authenticatorLabel: prompt(wanted.labelPrompt, wanted.label) ?? wanted.label,
    });
  } catch (error) {
    fill(form, { error: String(error) });
  }
}

export function start({ passkey, execution }) {
  document.getElementById("kc-try-again")?.addEventListener("click", (event) => {
    event.preventDefault();
    fill(document.getElementById("kc-error-credential-form"), { isSetRetry: "retry", authenticationExecution: execution });
  });
  if (passkey?.register) {
    document.getElementById("registerWebAuthn")?.addEventListener("click", () => enrol(passkey), { once: true });
    return;
  }
  if (!passkey || !document.getElementById("webauth")) {
    return;
  }
  document.getElementById("authenticateWebAuthnButton")?.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      signIn(passkey);
    },
    { once: true },
  );
  // A page of the second factor waits for the button.
  if (!document.getElementById("kc-form-webauthn") || document.getElementById("kc-form-passkey-button")) {
    offer(passkey);
  }
}
