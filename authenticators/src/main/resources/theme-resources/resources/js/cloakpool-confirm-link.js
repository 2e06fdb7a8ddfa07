// Puts what the link carries behind its # into the form, and takes it out of the address.
const form = document.getElementById("cloakpool-confirm-form");
const carried = new URLSearchParams(location.hash.slice(1));

form.elements.user.value = carried.get("user") ?? "";
form.elements.link.value = carried.get("link") ?? "";
history.replaceState(null, "", location.pathname);
form.hidden = !carried.has("link");
document.getElementById("cloakpool-invalid").hidden = carried.has("link");
