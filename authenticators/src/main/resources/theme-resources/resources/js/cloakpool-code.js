// Counts down until the next code can be asked for. Without scripts the button is there at once, and the server has the last word.
const button = document.getElementById("cloakpool-resend");
const countdown = document.getElementById("cloakpool-countdown");
const end = Date.now() + 1000 * Number(button.dataset.after);

function show() {
    const left = Math.ceil((end - Date.now()) / 1000);
    button.disabled = left > 0;
    countdown.hidden = left <= 0;
    countdown.textContent = countdown.dataset.text.replace("{0}", String(left));
    if (left > 0) {
        setTimeout(show, 250);
    }
}

show();
