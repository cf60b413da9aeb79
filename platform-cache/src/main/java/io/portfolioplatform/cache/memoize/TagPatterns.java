package io.portfolioplatform.cache.memoize;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.near.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a method: text with key expressions between <code>#{</code> and
 * <code>}</code>.
 */
final class TagPatterns {

	private static final Pattern EXPRESSION = Pattern.compile("#\\{([^}]*)}");

	private final Tags tags;

	private final List<List<KeyParts>> patterns;

	private TagPatterns(Tags tags, List<List<KeyParts>> patterns) {
		this.tags = tags;
		this.patterns = patterns;
	}

	/**
	 * Parse the tags of a method.
	 * @throws IllegalArgumentException if one of them is no tag, with the reason as
	 * message
	 */
	static TagPatterns parse(Tags tags, String[] patterns, List<String> names) {
		List<List<KeyParts>> parsed = new ArrayList<>();
		for (String pattern : patterns) {
			parsed.add(parse(pattern, names));
		}
		return new TagPatterns(tags, parsed);
	}

	private static List<KeyParts> parse(String pattern, List<String> names) {
		if (pattern.isBlank()) {
			throw new IllegalArgumentException("is empty");
		}
		List<KeyParts> parts = new ArrayList<>();
		Matcher matcher = EXPRESSION.matcher(pattern);
		int end = 0;
		while (matcher.find()) {
			parts.add(text(pattern.substring(end, matcher.start())));
			parts.add(KeyExpression.parse(matcher.group(1), names));
			end = matcher.end();
		}
		parts.add(text(pattern.substring(end)));
		return parts;
	}

	private static KeyParts text(String text) {
		return (arguments) -> new @Nullable Object[] { text };
	}

	Validity validity(@Nullable Object[] arguments) {
		return this.patterns.isEmpty() ? Validity.ALWAYS : this.tags.validity(of(arguments));
	}

	List<String> of(@Nullable Object[] arguments) {
		return this.patterns.stream().map((pattern) -> join(pattern, arguments)).toList();
	}

	private static String join(List<KeyParts> pattern, @Nullable Object[] arguments) {
		return pattern.stream().map((part) -> String.valueOf(part.of(arguments)[0])).collect(Collectors.joining());
	}

}
