// A file on this machine fills the list, also one that a spreadsheet wrote in GB 18030; without scripts the list is pasted.
const file = document.getElementById('list');

function read(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (notUnicode) {
        return new TextDecoder('gb18030').decode(bytes);
    }
}

file.closest('.file').hidden = false;
file.addEventListener('change', async () => {
    if (file.files.length) {
        document.getElementById('vehicles').value = read(await file.files[0].arrayBuffer());
    }
});
