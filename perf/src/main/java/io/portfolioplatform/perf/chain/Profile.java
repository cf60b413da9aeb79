package io.portfolioplatform.perf.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Which part of a process's code its time goes to, as the flight recorder of its JVM
 * samples it.
 */
final class Profile {

	/** What belongs to no part. */
	static final String OTHER = "other";

	private static final String SAMPLE = "jdk.ExecutionSample";

	/**
	 * Nothing else: other events would change classes of the JDK that are in use.
	 */
	private static final String SETTINGS = """
			<configuration version="2.0" label="samples">
			  <event name="jdk.ExecutionSample">
			    <setting name="enabled">true</setting>
			    <setting name="period">10 ms</setting>
			  </event>
			</configuration>
			""";

	/** By how names of classes begin. What none of them is, its caller is charged for. */
	private static final Map<String, String> PARTS = Map.ofEntries(Map.entry("org.apache.catalina.", "Tomcat"),
			Map.entry("org.apache.coyote.", "Tomcat"), Map.entry("org.apache.tomcat.", "Tomcat"),
			Map.entry("org.springframework.security.", "Spring Security"),
			Map.entry("com.nimbusds.", "Spring Security"), Map.entry("org.springframework.web.", "Spring MVC"),
			Map.entry("org.springframework.http.", "Spring MVC"), Map.entry("org.springframework.boot.", "Spring Boot"),
			Map.entry("io.micrometer.", "meters"), Map.entry("io.prometheus.", "meters"),
			Map.entry("io.portfolioplatform.cache.", "cache"), Map.entry("io.portfolioplatform.ratelimit.", "limits"),
			Map.entry("io.github.bucket4j.", "limits"), Map.entry("io.portfolioplatform.health.", "health, shedding"),
			Map.entry("io.portfolioplatform.dbpool.", "connections"), Map.entry("com.zaxxer.hikari.", "connections"),
			Map.entry("org.redisson.", "Redis' client"), Map.entry("io.netty.", "Redis' client"),
			Map.entry("io.portfolioplatform.redis.", "Redis' client"),
			Map.entry("io.portfolioplatform.app.", "the application"),
			Map.entry("io.portfolioplatform.domain.", "the application"));

	private final ProcessHandle process;

	private Profile(ProcessHandle process) {
		this.process = process;
	}

	/**
	 * Begin to sample.
	 * @param process a JVM of a JDK, whose {@code jcmd} is asked
	 * @return what samples
	 */
	static Profile start(ProcessHandle process) throws IOException, InterruptedException {
		Profile profile = new Profile(process);
		Path settings = Files.writeString(Files.createTempFile("profile", ".jfc"), SETTINGS);
		profile.jcmd("JFR.start", "settings=" + settings);
		return profile;
	}

	/**
	 * Sample no longer.
	 * @return samples of each part
	 */
	Map<String, Integer> stop() throws IOException, InterruptedException {
		Path file = Files.createTempFile("profile", ".jfr");
		jcmd("JFR.stop", "filename=" + file);
		Map<String, Integer> samples = new TreeMap<>();
		for (RecordedEvent sample : RecordingFile.readAllEvents(file)) {
			if (!sample.getEventType().getName().equals(SAMPLE)) {
				// Libraries may have events of their own.
				continue;
			}
			samples.merge(part(types(sample)), 1, Integer::sum);
		}
		return samples;
	}

	/**
	 * Find whose a sample is.
	 * @param types classes of its stack, from the top
	 * @return the part of the first that is of one
	 */
	static String part(Stream<String> types) {
		return types
			.flatMap((type) -> PARTS.entrySet()
				.stream()
				.filter((part) -> type.startsWith(part.getKey()))
				.map(Map.Entry::getValue))
			.findFirst()
			.orElse(OTHER);
	}

	private static Stream<String> types(RecordedEvent sample) {
		List<RecordedFrame> frames = (sample.getStackTrace() != null) ? sample.getStackTrace().getFrames() : List.of();
		return frames.stream().map((frame) -> frame.getMethod().getType().getName());
	}

	private void jcmd(String command, String argument) throws IOException, InterruptedException {
		Path java = Path.of(this.process.info().command().orElseThrow());
		Burst.run(List.of(java.resolveSibling("jcmd").toString(), Long.toString(this.process.pid()), command,
				"name=profile", argument));
	}

}
