// Looks again while something waits; without scripts the page is loaded anew.
const place = document.getElementById('progress');

async function look() {
    if (place.dataset.waiting === '0') {
        return;
    }
    const answer = await fetch(location.href);
    if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('progress');
        if (fresh) {
            place.dataset.waiting = fresh.dataset.waiting;
            place.replaceChildren(...fresh.childNodes);
        }
    }
    setTimeout(look, 1000);
}

setTimeout(look, 1000);
