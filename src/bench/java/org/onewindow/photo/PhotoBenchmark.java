package org.onewindow.photo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.onewindow.photo.Photographs.Master;
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

    private final PhotoSpecs specs = Portraits.specs();
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
        file = Portraits.cameraFile(megapixels);
        picture = PictureReader.read(file);
        master = photographs.develop(file);
    }

    @Benchmark
    public Object decode() {
        return PictureReader.read(file);
    }

    /** Faces, outline and all the measures. */
    @Benchmark
    public Object check() {
        return Measures.of(picture, faces, specs.find(SIX.get(0)).orElseThrow());
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

    /**
     * What it is compared with: the same file decoded, and six cuts of the same sizes made, encoded once each, by OpenCV
     * alone, which looks for no face, measures nothing and keeps to no file size.
     */
    @Benchmark
    public long openCvAlone() {
        long bytes = 0;
        try (var encoded = new BytePointer(file);
                var buffer = new Mat(1, file.length, opencv_core.CV_8UC1, encoded);
                Mat decoded = opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_COLOR);
                var quality = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 85)) {
            for (String code : SIX) {
                PhotoSpec spec = specs.find(code).orElseThrow();
                int height = Math.min(decoded.rows(), decoded.cols() * spec.height() / spec.width());
                int width = height * spec.width() / spec.height();
                try (var frame = new Rect((decoded.cols() - width) / 2, decoded.rows() - height, width, height);
                        var part = new Mat(decoded, frame);
                        var size = new Size(spec.width(), spec.height());
                        var cut = new Mat();
                        var written = new BytePointer()) {
                    opencv_imgproc.resize(part, cut, size, 0, 0, opencv_imgproc.INTER_AREA);
                    opencv_imgcodecs.imencode(".jpg", cut, written, quality);
                    bytes += written.limit();
                }
            }
        }
        return bytes;
    }

    /** From the upload to six documents in one pass. */
    @Benchmark
    public Map<String, byte[]> all() {
        return photographs.render(file, SIX);
    }
}
