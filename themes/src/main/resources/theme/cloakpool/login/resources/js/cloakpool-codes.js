// Codes that users take along: recovery codes, and the code that an app without a browser waits for.

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Without TLS there is no clipboard interface.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export function recovery(texts) {
  const list = document.getElementById("kc-recovery-codes-list");
  if (!texts || !list) {
    return;
  }
  const lines = () =>
    Array.from(list.getElementsByTagName("li"), (item, index) => `${index + 1}: ${item.textContent.trim()}`).join("\r\n");

  document.getElementById("printRecoveryCodes")?.addEventListener("click", () => print());
  document.getElementById("copyRecoveryCodes")?.addEventListener("click", () => copy(lines()));
  document.getElementById("downloadRecoveryCodes")?.addEventListener("click", () => {
    const content = [texts.header, lines(), texts.description, `${texts.date} ${new Date().toLocaleString(document.documentElement.lang)}`];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content.join("\n\n")], { type: "text/plain" }));
    link.download = "kc-download-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  document.getElementById("kcRecoveryCodesConfirmationCheck")?.addEventListener("change", (event) => {
    document.getElementById("saveRecoveryAuthnCodesBtn").disabled = !event.target.checked;
  });
}

export function clipboard() {
  const button = document.getElementById("kc-code-copy-button");
  const toggle = document.getElementById("kc-code-toggle");
  const content = document.getElementById("kc-code-content");
  if (!button || !toggle || !content) {
    return;
  }
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    content.hidden = !open;
    document.getElementById("kc-code-toggle-icon").className = open
      ? toggle.dataset.iconExpandedClass
      : toggle.dataset.iconCollapsedClass;
    document.getElementById("kc-code-clipboard").classList.toggle(toggle.dataset.expandedClass, open);
  });
  button.addEventListener("click", async () => {
    const icon = document.getElementById("kc-code-copy-icon");
    const before = { icon: icon.className, label: button.getAttribute("aria-label") };
    const result = await copy(content.querySelector("code").textContent).then(
      () => ({ icon: button.dataset.iconSuccess, label: button.dataset.successLabel }),
      () => ({ icon: button.dataset.iconFailure, label: button.dataset.failureLabel }),
    );
    const show = ({ icon: name, label }) => {
      icon.className = name;
      button.setAttribute("aria-label", label);
    };
    show(result);
    setTimeout(() => show(before), 2000);
  });
}
