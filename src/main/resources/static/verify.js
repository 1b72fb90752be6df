import { importKeys, judge, readCode, readList } from './passcode.js';

const TRUST = ['api/pass-keys', 'api/pass-withdrawals'];
const MINUTE = 60_000;

const element = id => document.getElementById(id);
const form = element('check');
const code = element('code');
const plate = element('plate');
const answer = element('answer');
const store = await caches.open('one-window-trust');

let keys = new Map();
let list = null;

const text = name => element('texts').querySelector(`[data-text="${name}"]`).textContent;

async function trust(responses) {
    const [trusted, withdrawn] = responses.map(response => response.clone());
    const knownKeys = await importKeys(await trusted.json());
    const knownList = await readList(new Uint8Array(await withdrawn.arrayBuffer()), knownKeys);
    // An older list than the one at hand would make withdrawn codes good again.
    if (list && knownList.issuedAt < list.issuedAt) {
        return;
    }
    keys = knownKeys;
    list = knownList;
    await Promise.all(TRUST.map((path, i) => store.put(path, responses[i])));
}

async function recall() {
    const known = await Promise.all(TRUST.map(path => store.match(path, { ignoreVary: true })));
    if (known.every(Boolean)) {
        await trust(known);
    }
}

/** What is known stays as it is when there is no network. */
async function refresh() {
    try {
        const fetched = await Promise.all(TRUST.map(path => fetch(path, { cache: 'no-cache', credentials: 'omit' })));
        if (fetched.every(response => response.ok)) {
            await trust(fetched);
        }
    } catch (failed) {
        console.info(String(failed));
    }
    showAge();
}

function showAge() {
    if (!list) {
        element('age').textContent = text('nothing');
        return;
    }
    const minutes = Math.round((list.issuedAt - Date.now()) / MINUTE);
    const unit = Math.abs(minutes) < 120 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
    const ago = new Intl.RelativeTimeFormat(document.documentElement.lang).format(...unit);
    element('age').textContent = `${text('list')} ${local(list.issuedAt / 1000)} (${ago})`;
}

/** Date and minute in China, which has one time zone and no summer time. */
function local(second) {
    return new Date((second + 8 * 3600) * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

function clock(minute) {
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function hours([from, to]) {
    return from === 0 && to === 1440 ? text('wholeDay') : `${clock(from)}–${clock(to)}`;
}

function inWords(items) {
    return new Intl.ListFormat(document.documentElement.lang).format(items);
}

async function check() {
    // Else the same answer twice would be said once.
    answer.replaceChildren();
    showAge();
    const { outcome, claims } = await readCode(code.value, keys);
    say(claims ? await judge(claims, list, Date.now(), plate.value) : outcome, claims);
    // The next scan replaces this one.
    code.select();
}

function say(result, claims) {
    const shown = element('shown').content.cloneNode(true);
    const slot = name => shown.querySelector(`[data-slot="${name}"]`);
    slot('result').dataset.result = result;
    slot('text').textContent = text(result);
    if (result !== 'LIST_STALE') {
        slot('stale').remove();
    }
    if (claims) {
        slot('plate').dataset.colour = claims.colour;
        slot('number').textContent = claims.plate;
        slot('colour').textContent = text(`colour${claims.colour}`);
        slot('pass').textContent = claims.number;
        slot('zones').textContent = inWords(claims.zones.map(zoneName));
        slot('period').textContent = `${local(claims.begins).slice(0, 10)} – ${local(claims.ends - 1).slice(0, 10)}`;
        slot('hours').textContent = inWords(claims.hours.map(hours));
    } else {
        slot('claims').remove();
    }
    answer.replaceChildren(shown);
    answer.scrollIntoView({ block: 'nearest' });
}

function zoneName(zone) {
    return element('zones').querySelector(`[data-zone="${CSS.escape(zone)}"]`)?.textContent ?? zone;
}

/** No scanning library is shipped: pictures and the camera are read where the browser itself can do it. */
async function openEyes() {
    const able = 'BarcodeDetector' in window && (await BarcodeDetector.getSupportedFormats()).includes('qr_code');
    if (!able) {
        return;
    }
    const eyes = new BarcodeDetector({ formats: ['qr_code'] });
    const view = element('view');
    const found = async seen => {
        const [first] = await eyes.detect(seen);
        if (first) {
            code.value = first.rawValue;
            await check();
        }
        return Boolean(first);
    };
    element('picture').addEventListener('change', async event => {
        const [file] = event.target.files;
        if (file && !await found(await createImageBitmap(file)).catch(() => false)) {
            say('unread');
        }
        event.target.value = '';
    });
    element('camera').addEventListener('click', async () => {
        if (view.srcObject) {
            close();
            return;
        }
        try {
            view.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        } catch {
            say('noCamera');
            return;
        }
        view.hidden = false;
        await view.play();
        while (view.srcObject && !await found(view)) {
            await new Promise(resume => setTimeout(resume, 200));
        }
        close();
    });
    const close = () => {
        view.srcObject?.getTracks().forEach(track => track.stop());
        view.srcObject = null;
        view.hidden = true;
    };
    element('eyes').hidden = false;
}

/** Whether this page opens and knows what it needs when there is no network. */
async function keepPage() {
    try {
        await navigator.serviceWorker.register('verify-sw.js', { scope: 'verify' });
        await navigator.serviceWorker.ready;
        return list !== null;
    } catch (failed) {
        console.info(String(failed));
        return false;
    }
}

form.addEventListener('submit', event => {
    event.preventDefault();
    check();
});
element('refresh').addEventListener('click', refresh);
window.addEventListener('online', refresh);
setInterval(refresh, 5 * MINUTE);

await recall().catch(failed => console.info(String(failed)));
showAge();
element('needs').hidden = true;
form.hidden = false;
element('state').hidden = false;
code.focus();
await openEyes();
await refresh();
element('ready').textContent = text(await keepPage() ? 'ready' : 'notReady');
