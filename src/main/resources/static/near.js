// Asks the device where it is, when somebody wants that; without scripts he names a place.
const here = document.getElementById('here');
const form = document.getElementById('near-form');

function send({ coords }) {
    form.elements.lat.value = coords.latitude.toFixed(5);
    form.elements.lon.value = coords.longitude.toFixed(5);
    form.submit();
}

if (here && navigator.geolocation) {
    here.hidden = false;
    here.addEventListener('click', () => navigator.geolocation.getCurrentPosition(
        send,
        () => { document.getElementById('nowhere').hidden = false; },
        { timeout: 10000, maximumAge: 60000 }));
}
