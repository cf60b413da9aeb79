package io.portfolioplatform.app.marketdata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.StreamUtils;

/**
 * The market history bundled under {@code history/}; its README names the sources.
 */
class HistoryFiles {

	private static final String ROOT = "classpath:/history/";

	private final ResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

	Resource instruments() {
		return this.resources.getResource(ROOT + "instruments.csv");
	}

	Resource index() {
		return this.resources.getResource(ROOT + "sp500-daily.csv.gz");
	}

	Resource rates() {
		return this.resources.getResource(ROOT + "eurofxref-hist.csv.gz");
	}

	List<Resource> prices() throws IOException {
		return Arrays.stream(this.resources.getResources(ROOT + "prices/*.csv"))
			.sorted(Comparator.comparing(HistoryFiles::fileName))
			.toList();
	}

	/**
	 * Returns a number that changes when any of the files changes.
	 * @return the CRC-32 of all files in a fixed order
	 * @throws IOException if a file cannot be read
	 */
	int checksum() throws IOException {
		CRC32 crc = new CRC32();
		drain(instruments(), crc);
		drain(index(), crc);
		drain(rates(), crc);
		for (Resource prices : prices()) {
			drain(prices, crc);
		}
		return (int) crc.getValue();
	}

	private static void drain(Resource resource, CRC32 crc) throws IOException {
		try (InputStream content = new CheckedInputStream(resource.getInputStream(), crc)) {
			StreamUtils.drain(content);
		}
	}

	static Reader read(Resource resource) throws IOException {
		InputStream content = resource.getInputStream();
		InputStream plain = fileName(resource).endsWith(".gz") ? new GZIPInputStream(content) : content;
		return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
	}

	static String fileName(Resource resource) {
		return Objects.requireNonNull(resource.getFilename());
	}

}
