package org.onewindow.photo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_core;
import org.onewindow.photo.Photographs.Master;

/**
 * What a photograph of one megapixel costs, stage by stage, in milliseconds of one processor: median of many runs. Not a test;
 * {@code mvn -q -B test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:java -Dexec.classpathScope=test
 * -Dexec.mainClass=org.onewindow.photo.PhotoTimes} writes {@code target/bench/photo.md}.
 */
final class PhotoTimes {

    private static final int WARM_UP = 8;
    private static final int RUNS = 25;
    private static final List<String> SIX =
            List.of("EXIT_ENTRY", "ID_CARD", "SOCIAL_CARD", "DRIVER", "ONE_INCH", "SMALL_TWO_INCH");

    private PhotoTimes() {}

    public static void main(String[] arguments) throws IOException {
        // Else other threads would do work that is not counted here.
        opencv_core.setNumThreads(1);
        var faces = new Faces();
        Photographs photographs = Portraits.photographs(faces);
        byte[] file = JpegWriter.master(Portraits.wide(faces));
        Picture picture = PictureReader.read(file);
        Master master = photographs.develop(file);

        var lines = new ArrayList<String>();
        lines.add("| %d × %d, %d KB | ms |".formatted(picture.width(), picture.height(), file.length / 1024));
        lines.add("|---|---|");
        lines.add(line("decode", () -> PictureReader.read(file)));
        lines.add(line("check: faces, outline, 21 measures", () -> Measures.of(picture, faces)));
        lines.add(line(
                "one rendition from kept landmarks, measured again", () -> photographs.cut(master, SIX.subList(0, 1))));
        lines.add(line("six renditions from kept landmarks, each measured again", () -> photographs.cut(master, SIX)));
        lines.add(line(
                "all: decode, check, keep, six renditions", () -> photographs.cut(photographs.develop(file), SIX)));
        Path report = Files.createDirectories(Path.of("target", "bench")).resolve("photo.md");
        Files.write(report, lines);
        System.out.println(String.join("\n", lines));
    }

    private static String line(String stage, Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        var times = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            long before = threads.getCurrentThreadCpuTime();
            work.run();
            if (i >= WARM_UP) {
                times.add((threads.getCurrentThreadCpuTime() - before) / 1e6);
            }
        }
        Collections.sort(times);
        return String.format(Locale.ROOT, "| %s | %.0f |", stage, times.get(RUNS / 2));
    }
}
