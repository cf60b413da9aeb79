package io.portfolioplatform.perf.cache;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * Writes a typical result and reads it again, as JSON and as CBOR, compressed in several
 * ways.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

	private static final Codecs.Overview SAMPLE = Codecs.Overview.sample();

	private static final Map<String, Codecs> VARIANTS = new TreeMap<>(
			Map.of("json", Codecs.json(Compressor.NONE), "jsonDeflated", Codecs.json(Compressor.DEFLATE), "jsonLz4",
					Codecs.json(Compressor.LZ4), "jsonZstd", Codecs.json(Compressor.ZSTD), "cbor",
					Codecs.cbor(Compressor.NONE), "cborDeflated", Codecs.cbor(Compressor.DEFLATE)));

	@Benchmark
	public Object json() {
		return both("json");
	}

	@Benchmark
	public Object jsonDeflated() {
		return both("jsonDeflated");
	}

	@Benchmark
	public Object jsonLz4() {
		return both("jsonLz4");
	}

	@Benchmark
	public Object jsonZstd() {
		return both("jsonZstd");
	}

	@Benchmark
	public Object cbor() {
		return both("cbor");
	}

	@Benchmark
	public Object cborDeflated() {
		return both("cborDeflated");
	}

	private static Object both(String variant) {
		Codecs codec = Objects.requireNonNull(VARIANTS.get(variant));
		return codec.read(codec.write(SAMPLE));
	}

	/**
	 * How many bytes each variant writes.
	 * @return the numbers by name of the variant
	 */
	public static Map<String, Integer> sizes() {
		Map<String, Integer> sizes = new TreeMap<>();
		VARIANTS.forEach((variant, codec) -> sizes.put(variant, codec.write(SAMPLE).length));
		return sizes;
	}

}
