const element = id => document.getElementById(id);
const video = element('video');
const upload = element('upload');

const CHECK_EVERY = 1500;
const CHECK_SIDE = 900;
const JPEG_QUALITY = 0.92;

/** What the camera sees now, no longer than `longest` pixels on either side. */
function frame(longest) {
    const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise(done => canvas.toBlob(done, 'image/jpeg', JPEG_QUALITY));
}

/** Above all what must change; else that all is well, and what should be looked at. */
function say(lines, look = []) {
    const text = lines.length ? lines[0] : [element('fine').textContent, ...look.slice(0, 1)].join(' ');
    if (element('advice').textContent !== text) {
        element('advice').textContent = text;
    }
    document.body.dataset.fits = String(lines.length === 0);
}

async function check() {
    if (video.videoWidth && !document.hidden) {
        try {
            const answer = await fetch(`${upload.action}/check`, {
                method: 'POST',
                headers: { 'Content-Type': 'image/jpeg', 'X-CSRF-TOKEN': upload.elements._csrf.value },
                body: await frame(CHECK_SIDE),
            });
            // Busy, or signed out: what is taken is checked once more when it is sent.
            if (answer.ok || answer.status === 422) {
                const told = await answer.json();
                say(told.advice, told.look);
            }
        } catch (failed) {
            console.info(String(failed));
        }
    }
    setTimeout(check, CHECK_EVERY);
}

async function shoot() {
    const files = new DataTransfer();
    files.items.add(new File([await frame(4000)], 'photo.jpg', { type: 'image/jpeg' }));
    element('photo').files = files.files;
    upload.requestSubmit();
}

try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'user', width: { ideal: 1920 }, height: { ideal: 1920 } },
    });
    element('live').hidden = false;
    element('shoot').addEventListener('click', shoot);
    check();
} catch (refused) {
    console.info(String(refused));
    element('none').hidden = false;
}
