// Keeps the page of the check for when there is no network. What the page knows of keys and withdrawn codes it keeps itself.

const SHELL = 'one-window-verify';
const PAGE = 'verify';
const PARTS = [PAGE, 'verify.css', 'onewindow.css', 'verify.js', 'passcode.js', 'favicon.svg'];

/** A network that says nothing for so long is none, in milliseconds. */
const PATIENCE = 2000;

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
    const { request } = event;
    if (request.method === 'GET' && !new URL(request.url).pathname.includes('/api/')) {
        event.respondWith(answer(request));
    }
});

async function install() {
    const shell = await caches.open(SHELL);
    await shell.addAll(PARTS.map(part => new Request(part, { cache: 'reload' })));
    // Without cookies, so that asking for both languages chooses neither.
    const pages = ['zh', 'en'].map(language => `${PAGE}?lang=${language}`);
    await shell.addAll(pages.map(page => new Request(page, { cache: 'reload', credentials: 'omit' })));
    await self.skipWaiting();
}

async function answer(request) {
    const shell = await caches.open(SHELL);
    let response;
    try {
        response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
        if (response.ok) {
            await shell.put(request, response.clone());
        }
    } catch {
        response = await shell.match(request, { ignoreVary: true })
            ?? (request.mode === 'navigate' ? await shell.match(PAGE, { ignoreVary: true }) : undefined)
            ?? Response.error();
    }
    // The language that was looked at last is that of the page from now on.
    if (request.mode === 'navigate' && response.ok) {
        await shell.put(PAGE, response.clone());
    }
    return response;
}
