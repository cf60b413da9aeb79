package io.portfolioplatform.perf.cache;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import com.github.luben.zstd.Zstd;
import net.jpountz.lz4.LZ4CompressorWithLength;
import net.jpountz.lz4.LZ4DecompressorWithLength;
import net.jpountz.lz4.LZ4Factory;

/**
 * Makes bytes shorter, each in the way that its library makes easy.
 */
enum Compressor {

	/** Leaves them as they are. */
	NONE {

		@Override
		byte[] compress(byte[] bytes) {
			return bytes;
		}

		@Override
		byte[] decompress(byte[] bytes) {
			return bytes;
		}

	},

	/** The JDK's, at its quickest. */
	DEFLATE {

		@Override
		byte[] compress(byte[] bytes) {
			Deflater deflater = new Deflater(Deflater.BEST_SPEED);
			try {
				deflater.setInput(bytes);
				deflater.finish();
				byte[] buffer = new byte[bytes.length + 64];
				return Arrays.copyOf(buffer, deflater.deflate(buffer));
			}
			finally {
				deflater.end();
			}
		}

		@Override
		byte[] decompress(byte[] bytes) {
			Inflater inflater = new Inflater();
			try {
				inflater.setInput(bytes);
				ByteArrayOutputStream out = new ByteArrayOutputStream(4 * bytes.length);
				byte[] buffer = new byte[8192];
				while (!inflater.finished()) {
					out.write(buffer, 0, inflater.inflate(buffer));
				}
				return out.toByteArray();
			}
			catch (DataFormatException ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				inflater.end();
			}
		}

	},

	/** LZ4 in Java. */
	LZ4 {

		@Override
		byte[] compress(byte[] bytes) {
			return LZ4_COMPRESSOR.compress(bytes);
		}

		@Override
		byte[] decompress(byte[] bytes) {
			return LZ4_DECOMPRESSOR.decompress(bytes);
		}

	},

	/** Zstandard in native code. */
	ZSTD {

		@Override
		byte[] compress(byte[] bytes) {
			return Zstd.compress(bytes, 1);
		}

		@Override
		byte[] decompress(byte[] bytes) {
			return Zstd.decompress(bytes, (int) Zstd.getFrameContentSize(bytes));
		}

	};

	private static final LZ4CompressorWithLength LZ4_COMPRESSOR = new LZ4CompressorWithLength(
			LZ4Factory.fastestJavaInstance().fastCompressor());

	private static final LZ4DecompressorWithLength LZ4_DECOMPRESSOR = new LZ4DecompressorWithLength(
			LZ4Factory.fastestJavaInstance().safeDecompressor());

	abstract byte[] compress(byte[] bytes);

	abstract byte[] decompress(byte[] bytes);

}
