// Draws a diagram when somebody opens it; the viewer is fetched then, and not before. Without scripts the list says the same.
let viewer;

const load = () => viewer ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('bpmn-js/bpmn-navigated-viewer.production.min.js', import.meta.url);
    script.onload = () => resolve(window.BpmnJS);
    script.onerror = reject;
    document.head.append(script);
});

async function draw(place) {
    const [Viewer, answer] = await Promise.all([load(), fetch(place.dataset.source)]);
    if (!answer.ok) {
        throw new Error(answer.status);
    }
    const container = place.querySelector('.drawing');
    container.hidden = false;
    const drawing = new Viewer({ container });
    await drawing.importXML(await answer.text());
    const canvas = drawing.get('canvas');
    canvas.zoom('fit-viewport', 'auto');
    place.dataset.now.split(' ').filter(Boolean).forEach(step => canvas.addMarker(step, 'now'));
    place.dataset.drawn = 'yes';
}

document.querySelectorAll('.diagram').forEach(place => {
    let begun;
    place.addEventListener('toggle', () => {
        begun ??= place.open && draw(place).catch(() => { place.dataset.drawn = 'no'; begun = undefined; }) || undefined;
    });
});
