// Looks again every few seconds, and leaves what is shown when nobody answers; without scripts the page is loaded anew.
const EVERY = 8000;

async function look() {
    try {
        const answer = await fetch(location.href);
        if (answer.ok) {
            const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
            document.getElementById('content').replaceChildren(...fresh.getElementById('content').childNodes);
        }
    } catch (away) {
        console.info(String(away));
    }
    setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
