package org.onewindow.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.shared.Refusal;

/** Whatever a stranger sends, it is a photograph or refused by name, and no decoder sees the rest. */
class PictureReaderTests {

    private static final byte[] JPEG = Portraits.file("grace_hopper.jpg");
    private static final byte[] PNG = Portraits.file("astronaut.png");

    @Test
    void readsBothFormats() {
        assertThat(PictureReader.read(JPEG))
                .extracting(Picture::width, Picture::height)
                .containsExactly(512, 600);
        assertThat(PictureReader.read(PNG))
                .extracting(Picture::width, Picture::height)
                .containsExactly(512, 512);
    }

    @Test
    void refusesHugeSizesByTheHeaderAlone() {
        byte[] jpeg = JPEG.clone();
        int frame = frame(jpeg);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65500).putShort(frame + 7, (short) 65500);
        assertThat(refused(jpeg)).isEqualTo("photo-too-many-pixels");
        assertThat(refused(png(50_000, 50_000, 8, 2))).isEqualTo("photo-too-many-pixels");
        assertThat(refused(png(-1, 300, 8, 2))).isEqualTo("photo-too-many-pixels");
        assertThat(refused(png(300, 0, 8, 2))).isEqualTo("photo-too-few-pixels");
    }

    /** Fifty at once take no more than fifty times this. */
    @Test
    void aBombIsNeverUnfolded() throws IOException {
        var folded = new ByteArrayOutputStream();
        try (var pixels = new DeflaterOutputStream(folded, new Deflater(Deflater.BEST_COMPRESSION))) {
            var row = new byte[1 + 20_000 * 3];
            for (int i = 0; i < 20_000; i++) {
                pixels.write(row);
            }
        }
        byte[] bomb =
                joined(png(20_000, 20_000, 8, 2), chunk("IDAT", folded.toByteArray()), chunk("IEND", new byte[0]));
        assertThat(bomb.length).isLessThan(2_000_000);
        assertThat(refused(bomb)).isEqualTo("photo-too-many-pixels");
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThat(refused(bomb)).isEqualTo("photo-too-many-pixels");
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(640_000);
    }

    @Test
    void refusesWhatIsLongerThanAllowed() {
        assertThat(refused(Arrays.copyOf(JPEG, PictureReader.MOST_BYTES + 1))).isEqualTo("photo-file-too-large");
    }

    @Test
    void refusesFourColoursSixteenBitsAndPalettes() {
        byte[] jpeg = JPEG.clone();
        jpeg[frame(jpeg) + 9] = 4;
        assertThat(refused(jpeg)).isEqualTo("photo-colours");
        assertThat(refused(png(300, 300, 16, 2))).isEqualTo("photo-colours");
        assertThat(refused(png(300, 300, 8, 3))).isEqualTo("photo-colours");
    }

    @Test
    void refusesMovingPictures() {
        byte[] control = chunk("acTL", ByteBuffer.allocate(8).putInt(2).array());
        assertThat(refused(joined(png(300, 300, 8, 2), control))).isEqualTo("photo-moves");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.00005, 0.001, 0.01, 0.3, 0.7, 0.999})
    void refusesWhatEndsEarly(double share) {
        for (byte[] file : new byte[][] {JPEG, PNG}) {
            byte[] part = Arrays.copyOf(file, (int) (file.length * share));
            assertThat(refused(part)).isIn("photo-damaged", "photo-format");
        }
    }

    @Test
    void refusesPixelsThatWereAltered() {
        byte[] png = PNG.clone();
        png[png.length / 2] ^= 1;
        assertThat(refused(png)).isEqualTo("photo-damaged");
    }

    @Test
    void refusesMorePassesThanAnyCameraMakes() {
        byte[] file = joined(JPEG);
        int scan = find(file, 0xDA);
        int header = 2 + ByteBuffer.wrap(file).getShort(scan + 2);
        byte[] pass = joined(Arrays.copyOfRange(file, scan, scan + header), new byte[] {0});
        byte[] passes = Arrays.copyOf(file, scan);
        for (int i = 0; i < 100; i++) {
            passes = joined(passes, pass);
        }
        assertThat(refused(joined(passes, Arrays.copyOfRange(file, scan, file.length))))
                .isEqualTo("photo-damaged");
    }

    @Test
    void goesByTheContentAndNotByTheName() {
        assertThat(refused("<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("photo-format");
        assertThat(refused("GIF89a".getBytes(StandardCharsets.UTF_8))).isEqualTo("photo-format");
        assertThat(refused(new byte[0])).isEqualTo("photo-format");
    }

    @Test
    void leavesOutWhatIsNoPicture() {
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        assertThat(PictureReader.read(joined(JPEG, script)).bgr())
                .isEqualTo(PictureReader.read(JPEG).bgr());
        // A text that would unfold to a gigabyte is never unfolded.
        byte[] text = chunk("zTXt", joined("bomb\0\0".getBytes(StandardCharsets.UTF_8), new byte[9]));
        byte[] png = joined(Arrays.copyOf(PNG, 33), text, Arrays.copyOfRange(PNG, 33, PNG.length));
        assertThat(PictureReader.read(png).bgr())
                .isEqualTo(PictureReader.read(PNG).bgr());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsUprightWhatTheCameraLaidDown(int orientation) throws IOException {
        // The left upper quarter of the upright picture is black.
        var image = new BufferedImage(
                orientation > 4 ? 320 : 240, orientation > 4 ? 240 : 320, BufferedImage.TYPE_3BYTE_BGR);
        // Where EXIF has the upright picture's first row and first column in the file.
        boolean right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean inCorner = x < image.getWidth() / 2 != right && y < image.getHeight() / 2 != below;
                image.setRGB(x, y, inCorner ? 0 : 0xFFFFFF);
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        byte[] jpeg = bytes.toByteArray();
        byte[] exif = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .putInt(0x45786966)
                .putShort((short) 0)
                .putInt(0x4D4D002A)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
        byte[] file = joined(Arrays.copyOf(jpeg, 2), exif, Arrays.copyOfRange(jpeg, 2, jpeg.length));

        Picture upright = PictureReader.read(file);

        assertThat(upright).extracting(Picture::width, Picture::height).containsExactly(240, 320);
        assertThat(upright.value(60, 80, 1)).isLessThan(20);
        assertThat(upright.value(180, 80, 1)).isGreaterThan(235);
        assertThat(upright.value(60, 240, 1)).isGreaterThan(235);
        assertThat(upright.value(180, 240, 1)).isGreaterThan(235);
    }

    private static String refused(byte[] file) {
        return catchThrowableOfType(Refusal.class, () -> PictureReader.read(file))
                .code();
    }

    /** Where the frame's marker stands. */
    private static int frame(byte[] jpeg) {
        return find(jpeg, 0xC0);
    }

    private static int find(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != marker) {
            at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xFFFF);
        }
        return at;
    }

    private static byte[] png(int width, int height, int depth, int colours) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colours)
                .array();
        return joined(Arrays.copyOf(PNG, 8), chunk("IHDR", header));
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] body = joined(type.getBytes(StandardCharsets.ISO_8859_1), data);
        var sum = new CRC32();
        sum.update(body);
        return joined(
                ByteBuffer.allocate(4).putInt(data.length).array(),
                body,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
