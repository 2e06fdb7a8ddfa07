// Signs the user in with OIDC (code and PKCE), and shows the user's own files in the store.
import Keycloak from "keycloak-js";
import { Files } from "./files.js";
import { IdentityPool } from "./identity-pool.js";

const MIN_TOKEN_SECONDS = 30;
const at = (id) => document.getElementById(id);

const settings = await (await fetch("settings.json", { cache: "no-store" })).json();
const keycloak = new Keycloak({ url: settings.keycloak, realm: settings.realm, clientId: settings.clientId });
const pool = new IdentityPool(settings, async () => {
  await keycloak.updateToken(MIN_TOKEN_SECONDS);
  return keycloak.idToken;
});
const files = new Files(settings, pool);

/** Runs what a user asked for; what fails is shown and not lost. */
const attempt = async (doing, work) => {
  at("problem").hidden = true;
  at("state").textContent = `${doing} …`;
  try {
    await work();
    const { identityId, expires } = await pool.credentials();
    at("state").textContent = `Identity ${identityId} · credentials until ${new Date(expires * 1000).toLocaleTimeString()}`;
  } catch (error) {
    at("problem").textContent = `${doing} failed: ${error.message}`;
    at("problem").hidden = false;
    at("state").textContent = "";
  }
};

const cell = (row, content, className = "") => {
  const td = row.insertCell();
  td.className = className;
  td.append(content);
};

const button = (text, label, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
};

const save = async (name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await files.get(name));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

const show = async () => {
  const found = await files.list();
  const body = at("files").tBodies[0];
  body.replaceChildren();
  for (const file of found) {
    const row = body.insertRow();
    // As text, never as markup: names are what somebody typed.
    cell(row, button(file.name, `Download ${file.name}`, () => attempt("Download", () => save(file.name))));
    cell(row, String(file.size), "number");
    cell(row, file.stored.toLocaleString());
    cell(row, button("Delete", `Delete ${file.name}`, () => attempt("Deletion", () => files.remove(file.name).then(show))));
  }
  at("files").hidden = found.length === 0;
  at("empty").hidden = found.length > 0;
};

const upload = (file) => attempt("Upload", () => files.put(file.name, file).then(show));

at("file").addEventListener("change", async () => {
  const [file] = at("file").files;
  if (file) await upload(file);
  at("file").value = "";
});
for (const [type, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  at("upload").addEventListener(type, (event) => {
    event.preventDefault();
    at("upload").classList.toggle("over", over);
  });
}
at("upload").addEventListener("drop", (event) => {
  const [file] = event.dataTransfer.files;
  if (file) upload(file);
});
at("sign-out").addEventListener("click", () => keycloak.logout({ redirectUri: location.origin + location.pathname }));

await attempt("Sign-in", async () => {
  await keycloak.init({ onLoad: "login-required", pkceMethod: "S256", checkLoginIframe: false });
  at("user").textContent = keycloak.idTokenParsed.preferred_username ?? keycloak.subject;
  at("sign-out").hidden = false;
  at("upload").hidden = false;
  await show();
});
