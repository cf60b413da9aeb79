package io.portfolioplatform.perf.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a measurement ran on, and with which version of the project.
 */
public final class Machine {

	private static final String BUILD = "/git.properties";

	private Machine() {
	}

	/**
	 * Describe this machine and the build.
	 * @return cores, JDK, operating system and the commit that was built
	 */
	public static String describe() {
		return Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version() + ", "
				+ System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " + commit();
	}

	private static String commit() {
		Properties build = new Properties();
		try (InputStream file = Machine.class.getResourceAsStream(BUILD)) {
			if (file == null) {
				return "built outside of a repository";
			}
			build.load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + BUILD + ", which the build writes", ex);
		}
		return "commit " + build.getProperty("git.commit.id.abbrev")
				+ (Boolean.parseBoolean(build.getProperty("git.dirty")) ? " with changes" : "");
	}

}
