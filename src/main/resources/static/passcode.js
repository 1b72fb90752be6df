// The code on a windscreen, read in the browser: Base45 (RFC 9285), CBOR (RFC 8949), COSE_Sign1 with ES256 (RFC 9052), CWT
// (RFC 8392), in the one form that the office writes. Anything else is MALFORMED, also under a right signature.

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const PREFIX = 'TP1:';
const LONGEST = 2048;
const DEEPEST = 6;
const PASS = -65537;
const WITHDRAWALS = -65538;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Colour of the ground, as the code numbers it, by type of plate (GA 36). */
const COLOURS = { '01': 1, '02': 0, '15': 1, '51': 5, '52': 4 };

/** No summer time since 1991. */
const SHANGHAI = 8 * 3600;
const DAY = 24 * 60;

/** 项目默认值: a list from longer ago than this no longer speaks for a code, in milliseconds. */
export const STALE = 24 * 3600 * 1000;

function require(holds) {
    if (!holds) {
        throw new Error('not of our form');
    }
}

export function base45(text) {
    const bytes = [];
    for (let i = 0; i < text.length; i += 3) {
        const digits = [...text.slice(i, i + 3)].map(c => ALPHABET.indexOf(c));
        require(digits.length > 1 && digits.every(digit => digit >= 0));
        const n = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
        require(n < (digits.length === 3 ? 0x10000 : 0x100));
        if (digits.length === 3) {
            bytes.push(n >> 8);
        }
        bytes.push(n & 0xff);
    }
    return Uint8Array.from(bytes);
}

/** One item in canonical form: shortest heads, definite lengths, no floats. Maps keep the order in which they were written. */
export function decode(bytes) {
    let at = 0;

    function take(count) {
        require(count <= bytes.length - at);
        at += count;
        return bytes.subarray(at - count, at);
    }

    function argument(info) {
        if (info < 24) {
            return info;
        }
        require(info < 28);
        const n = take(1 << (info - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
        require(Number.isSafeInteger(n) && n >= [24, 0x100, 0x10000, 0x100000000][info - 24]);
        return n;
    }

    function item(depth) {
        require(depth > 0);
        const [head] = take(1);
        const n = argument(head & 31);
        switch (head >> 5) {
            case 0:
                return n;
            case 1:
                return -1 - n;
            case 2:
                return take(n);
            case 3:
                return UTF8.decode(take(n));
            case 4: {
                const items = [];
                while (items.length < n) {
                    items.push(item(depth - 1));
                }
                return items;
            }
            case 5: {
                const map = new Map();
                while (map.size < n) {
                    const key = item(depth - 1);
                    require(Number.isInteger(key) && !map.has(key));
                    map.set(key, item(depth - 1));
                }
                return map;
            }
            case 6:
                return { tag: n, content: item(depth - 1) };
            default:
                return require(false);
        }
    }

    const whole = item(DEEPEST);
    require(at === bytes.length);
    return whole;
}

function head(major, n) {
    if (n < 24) {
        return [major << 5 | n];
    }
    return n < 0x100 ? [major << 5 | 24, n] : [major << 5 | 25, n >> 8, n & 0xff];
}

const isBytes = value => value instanceof Uint8Array;
const isText = value => typeof value === 'string';
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

function keysAre(map, ...keys) {
    require(map instanceof Map && map.size === keys.length && [...map.keys()].every((key, i) => key === keys[i]));
}

function sign1(bytes) {
    const { tag, content } = decode(bytes);
    require(tag === 18 && Array.isArray(content) && content.length === 4);
    const [header, open, payload, signature] = content;
    require(isBytes(header) && isBytes(payload) && isBytes(signature) && signature.length === 64);
    const named = decode(header);
    keysAre(named, 1, 4);
    keysAre(open);
    require(named.get(1) === -7 && isBytes(named.get(4)));
    return { keyId: UTF8.decode(named.get(4)), header, payload, signature };
}

/** RFC 9052, section 4.4: what is signed is an array of a context, the protected header, nothing from outside, the payload. */
function verifies(message, key) {
    const { header, payload, signature } = message;
    const context = new TextEncoder().encode('Signature1');
    const signed = Uint8Array.from([
        ...head(4, 4), ...head(3, context.length), ...context,
        ...head(2, header.length), ...header, ...head(2, 0), ...head(2, payload.length), ...payload,
    ]);
    return crypto.subtle.verify(ES256, key, signature, signed);
}

/**
 * @param trusted the document of /api/pass-keys
 * @returns a map of keys by their id
 */
export async function importKeys(trusted) {
    const keys = await Promise.all(trusted.keys.map(async ({ kid, alg, spki }) => {
        require(alg === 'ES256');
        const bytes = Uint8Array.from(atob(spki), c => c.charCodeAt(0));
        return [kid, await crypto.subtle.importKey('spki', bytes, ES256, false, ['verify'])];
    }));
    return new Map(keys);
}

function claims(payload) {
    const map = decode(payload);
    keysAre(map, 1, 4, 5, 6, 7, PASS);
    const pass = map.get(PASS);
    // Codes from before the colour was written stay good until they expire.
    keysAre(pass, ...(pass.size === 6 ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]));
    const [number, plate, type, passClass, zones, hours] = [1, 2, 3, 4, 5, 6].map(key => pass.get(key));
    const [issuer, ends, begins, issuedAt, jti] = [1, 4, 5, 6, 7].map(key => map.get(key));
    require([issuer, number, plate, type, passClass].every(isText) && [ends, begins, issuedAt].every(Number.isInteger));
    require(isBytes(jti) && jti.length === 16 && Array.isArray(zones) && zones.every(isText));
    require(Array.isArray(hours) && hours.every(isStretch));
    require(type in COLOURS && (!pass.has(7) || pass.get(7) === COLOURS[type]));
    return { issuer, issuedAt, begins, ends, jti, number, plate, type, colour: COLOURS[type], passClass, zones, hours };
}

function isStretch(hours) {
    return Array.isArray(hours) && hours.length === 2 && hours.every(Number.isInteger)
        && hours[0] >= 0 && hours[0] < DAY && hours[1] > 0 && hours[1] <= DAY && hours[0] !== hours[1];
}

/**
 * Never throws, whatever the text.
 *
 * @param keys as importKeys gives them
 * @returns an outcome, and with VALID_SIGNATURE the claims: nothing unsigned gets out
 */
export async function readCode(text, keys) {
    try {
        require(text.length <= LONGEST && text.startsWith(PREFIX));
        const message = sign1(base45(text.slice(PREFIX.length)));
        if (!keys.has(message.keyId)) {
            return { outcome: 'UNKNOWN_KEY' };
        }
        if (!await verifies(message, keys.get(message.keyId))) {
            return { outcome: 'BAD_SIGNATURE' };
        }
        return { outcome: 'VALID_SIGNATURE', claims: claims(message.payload) };
    } catch {
        return { outcome: 'MALFORMED' };
    }
}

/** The list of withdrawn codes; throws when it is not one that the office has signed. Times in milliseconds. */
export async function readList(bytes, keys) {
    const message = sign1(bytes);
    require(keys.has(message.keyId) && await verifies(message, keys.get(message.keyId)));
    const map = decode(message.payload);
    keysAre(map, 1, 4, 6, WITHDRAWALS);
    const lists = map.get(WITHDRAWALS);
    keysAre(lists, 1, 2);
    return {
        issuedAt: map.get(6) * 1000,
        nextUpdate: map.get(4) * 1000,
        revoked: new Set(lists.get(1).map(hex)),
        suspended: new Map(lists.get(2).map(([name, lastDay]) => [hex(name), lastDay])),
    };
}

/**
 * Whether signed claims let a vehicle pass, in the words of the check with a network and in its order.
 *
 * @param list as readList gives it, or null
 * @param now in milliseconds
 * @param seen the number of the plate on the vehicle, or an empty text; its colour is compared by whoever looks at it
 */
export async function judge(claims, list, now, seen) {
    const second = Math.floor(now / 1000);
    const local = second + SHANGHAI;
    const minute = Math.floor(local / 60) % DAY;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', claims.jti));
    const name = hex(digest.subarray(0, 8));
    if (!['', claims.plate].includes(plain(seen))) {
        return 'WRONG_VEHICLE';
    }
    if (list?.revoked.has(name)) {
        return 'REVOKED';
    }
    if (list?.suspended.get(name) >= Math.floor(local / 86400)) {
        return 'SUSPENDED';
    }
    if (second < claims.begins) {
        return 'NOT_YET';
    }
    if (second >= claims.ends) {
        return 'EXPIRED';
    }
    if (!claims.hours.some(([from, to]) => after(from, minute) < (after(from, to) || DAY))) {
        return 'OUTSIDE_WINDOW';
    }
    // Either way: a clock that is a day behind the list is as wrong as a list that is a day old.
    return list && Math.abs(now - list.issuedAt) <= STALE ? 'VALID' : 'LIST_STALE';
}

const after = (from, minute) => (minute - from + DAY) % DAY;
const plain = plate => plate.normalize('NFKC').replace(/[\s·•]/g, '').toUpperCase();
