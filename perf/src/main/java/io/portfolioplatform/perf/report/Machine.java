package io.portfolioplatform.perf.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * What a measurement ran on, and with which version of the project.
 */
public final class Machine {

	private static final String BUILD = "/git.properties";

	private static final Path CPUS = Path.of("/proc/cpuinfo");

	private static final double GIBIBYTE = 1L << 30;

	private Machine() {
	}

	/**
	 * Describe this machine and the build.
	 * @return cores, their model where Linux says it, memory, JDK, operating system and
	 * the commit that was built
	 */
	public static String describe() {
		return Runtime.getRuntime().availableProcessors() + " cores" + model(CPUS) + ", " + memory() + ", JDK "
				+ Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
				+ commit();
	}

	static String model(Path cpus) {
		try (Stream<String> lines = Files.lines(cpus)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
				.findFirst()
				.orElse("");
		}
		catch (IOException ex) {
			// Not Linux.
			return "";
		}
	}

	private static String memory() {
		long bytes = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
		return Math.round(bytes / GIBIBYTE) + " GiB";
	}

	/**
	 * Name the version of the project.
	 * @return the commit that was built, and whether with changes
	 */
	public static String commit() {
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
