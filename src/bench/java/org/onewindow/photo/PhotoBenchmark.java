package org.onewindow.photo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_core;
import org.onewindow.photo.Photographs.Master;
import org.onewindow.photo.QualityRules.Rule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a photograph costs, stage by stage, on one processor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx512m")
public class PhotoBenchmark {

    private static final List<String> SIX =
            List.of("EXIT_ENTRY", "ID_CARD", "SOCIAL_CARD", "DRIVER", "ONE_INCH", "SMALL_TWO_INCH");

    /** One is what a phone's front camera sends, two what a window's camera does. */
    @Param({"1", "2"})
    private int megapixels;

    private Faces faces;
    private Photographs photographs;
    private byte[] file;
    private Picture picture;
    private Master master;

    @Setup
    public void takeOne() {
        // Else other threads would do work that is not counted here.
        opencv_core.setNumThreads(1);
        faces = new Faces();
        photographs = Portraits.photographs(faces);
        Picture portrait = Portraits.wide(faces);
        double more = Math.sqrt(megapixels * 1_000_000.0 / (portrait.width() * (double) portrait.height()));
        int columns = (int) (portrait.width() * more);
        int rows = (int) (portrait.height() * more);
        // More of the wall, beside and above.
        file = JpegWriter.master(portrait.window(
                (portrait.width() - columns) / 2.0, portrait.height() - rows, 1, 0, columns, rows, 0xF8));
        picture = PictureReader.read(file);
        master = photographs.develop(file);
    }

    @Benchmark
    public Object decode() {
        return PictureReader.read(file);
    }

    /** Faces, outline and all the measures. */
    @Benchmark
    public Map<Rule, Double> check() {
        return Measures.of(picture, faces);
    }

    /** From kept landmarks; measured again. */
    @Benchmark
    public Map<String, byte[]> oneRendition() {
        return photographs.cut(master, SIX.subList(0, 1));
    }

    @Benchmark
    public Map<String, byte[]> sixRenditions() {
        return photographs.cut(master, SIX);
    }

    /** From the upload to six documents. */
    @Benchmark
    public Map<String, byte[]> all() {
        return photographs.cut(photographs.develop(file), SIX);
    }
}
