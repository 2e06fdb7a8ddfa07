// What inline scripts and handlers of Keycloak's pages do, for pages that may not have any.
import { checkAuthSession, startSessionPolling } from "./authChecker.js";
import { validatePassword } from "./password-policy.js";
import * as codes from "./cloakpool-codes.js";
import * as passkeys from "./cloakpool-passkeys.js";

const data = JSON.parse(document.getElementById("cloakpool-data").textContent);
const byId = (id) => document.getElementById(id);

function sessions() {
  let asking = true;
  const stop = () => {
    asking = false;
  };
  // Where authChecker.js stops: when a form is sent, and when a page is left, of which not all browsers tell.
  for (const form of document.forms) {
    form.addEventListener("submit", stop);
  }
  addEventListener("beforeunload", stop);
  startSessionPolling(data.sessionUrl);
  // A page that the browser kept while it was away, as after going back, goes on as it was left. It asks once in a while, not twice.
  addEventListener("pageshow", (event) => {
    if (event.persisted && !asking) {
      asking = true;
      startSessionPolling(data.sessionUrl);
    }
  });
  if (data.authSession) {
    checkAuthSession(data.authSession);
  }
}

// A page that answers a form takes the address of a page, so that going back or loading it again sends nothing twice.
function address() {
  if (data.action && new URLSearchParams(location.search).has("session_code")) {
    const page = new URL(data.action, location.href);
    page.searchParams.delete("session_code");
    history.replaceState({}, "", page);
  }
}

function languages() {
  byId("login-select-toggle")?.addEventListener("change", (event) => {
    if (event.target.value) {
      location.href = event.target.value;
    }
  });
}

// Sent once, however often it is clicked; once more when a page that the browser kept comes back.
function forms() {
  const disable = (form, disabled) => {
    for (const name of ["login", "confirmLogout"]) {
      if (form.elements[name]) {
        form.elements[name].disabled = disabled;
      }
    }
  };
  for (const form of document.forms) {
    form.addEventListener("submit", () => disable(form, true));
  }
  const looks = (link) => (link.dataset.disabledClass ?? "").split(/\s+/).filter(Boolean);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-once-link]");
    if (!link) {
      return;
    }
    if (link.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    link.classList.add(...looks(link));
    link.setAttribute("role", "link");
    link.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) {
      return;
    }
    for (const form of document.forms) {
      disable(form, false);
    }
    for (const link of document.querySelectorAll("a[data-once-link][aria-disabled]")) {
      link.classList.remove(...looks(link));
      link.removeAttribute("aria-disabled");
    }
  });
}

// A div that stands for a button: the mouse, Enter and the space bar work on it.
function pressable(element, action) {
  element.addEventListener("click", action);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      action();
    }
  });
}

function authenticators() {
  for (const choice of document.querySelectorAll(".select-auth-box-parent[role=button]")) {
    pressable(choice, () => choice.parentElement.querySelector("form").requestSubmit());
  }
}

function oneTimePasswords() {
  const selected = byId("selectedCredentialId");
  const tiles = (data.otpCredentials ?? []).map((_, index) => byId(`kc-otp-credential-${index}`));
  tiles.forEach((tile, index) => {
    if (!tile) {
      return;
    }
    const mark = () =>
      tiles.forEach((other, at) => {
        const chosen = selected.value === data.otpCredentials[at];
        other?.classList.toggle("pf-m-selected", chosen);
        other?.setAttribute("aria-pressed", String(chosen));
      });
    tile.setAttribute("role", "button");
    tile.setAttribute("tabindex", "0");
    pressable(tile, () => {
      selected.value = data.otpCredentials[index];
      mark();
    });
    mark();
  });
}

function newPassword() {
  const policies = (data.passwordPolicies ?? []).filter((each) => each.policy.value !== -1);
  const template = byId("errorTemplate");
  const field = byId("password-new") ?? byId("password");
  if (!template || !field || policies.length === 0) {
    return;
  }
  field.addEventListener("change", () => {
    const errors = validatePassword(field.value, policies);
    const container = byId(`input-error-container-${field.id}`);
    if (errors.length === 0) {
      container.replaceChildren();
      return;
    }
    const shown = template.content.cloneNode(true);
    shown.querySelector("ul").append(
      ...errors.map((text) => {
        const item = document.createElement("li");
        item.textContent = text;
        return item;
      }),
    );
    container.replaceChildren(shown);
  });
}

function captcha() {
  // The name that Google's script calls.
  globalThis.onSubmitRecaptcha = () => byId("kc-register-form").requestSubmit();
}

function leaving() {
  const saml = document.forms["saml-post-binding"];
  if (!saml && !data.logoutRedirect) {
    return;
  }
  const go = () => (saml ? saml.submit() : location.replace(data.logoutRedirect));
  // Frames of other clients that are being signed out have to load first.
  if (document.readyState === "complete") {
    go();
  } else {
    addEventListener("load", go);
  }
}

sessions();
address();
languages();
forms();
authenticators();
oneTimePasswords();
newPassword();
captcha();
codes.recovery(data.recoveryCodes);
codes.clipboard();
passkeys.start(data);
leaving();
