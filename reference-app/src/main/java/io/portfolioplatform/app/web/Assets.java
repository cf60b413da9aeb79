package io.portfolioplatform.app.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

import org.apache.commons.codec.digest.DigestUtils;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Styles, scripts and images under a path that holds a hash of them all: whatever has
 * been loaded once never needs to be asked for again. One hash for all of them, because
 * scripts import each other by relative path: with a hash per file, a script that did not
 * change would go on importing the former version of one that did.
 *
 * @param version the hash, 16 hexadecimal digits
 */
record Assets(String version) {

	private static final int DIGITS = 16;

	/**
	 * Reads every file below some locations.
	 * @param resources what finds them
	 * @param locations the locations, each ending with a slash
	 * @return the files under their hash
	 */
	static Assets in(ResourcePatternResolver resources, String... locations) {
		try {
			MessageDigest digest = DigestUtils.getSha256Digest();
			for (String location : locations) {
				for (Resource file : files(resources, location)) {
					digest.update(String.valueOf(file.getFilename()).getBytes(StandardCharsets.UTF_8));
					digest.update(file.getContentAsByteArray());
				}
			}
			return new Assets(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The dashboard's files cannot be read", ex);
		}
	}

	private static Resource[] files(ResourcePatternResolver resources, String location) throws IOException {
		Resource[] files = resources.getResources(location + "**/*.*");
		// Every replica has to find the same hash, whatever order its file system has.
		Arrays.sort(files, Comparator.comparing(Assets::name));
		return files;
	}

	private static String name(Resource file) {
		return String.valueOf(file.getFilename());
	}

	/**
	 * Returns where the files are served.
	 * @return a path without a slash at its end
	 */
	String path() {
		return "/assets/" + this.version;
	}

}
