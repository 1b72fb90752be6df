// J and K go down and up the queue; without scripts Tab does.
const places = [...document.querySelectorAll('.queue h3 a')];

document.addEventListener('keydown', event => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.target.matches('input, select, textarea')) {
        return;
    }
    const next = places.indexOf(document.activeElement) + step;
    places[Math.max(0, Math.min(places.length - 1, next))]?.focus();
});

// All of this page at once; without scripts each is chosen by itself.
const all = document.getElementById('all');
if (all) {
    all.hidden = false;
    all.addEventListener('click', () => {
        const boxes = [...document.querySelectorAll('input[name=chosen]')];
        const chosen = boxes.some(box => !box.checked);
        boxes.forEach(box => { box.checked = chosen; });
    });
}
