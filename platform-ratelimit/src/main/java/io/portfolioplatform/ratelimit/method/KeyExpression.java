package io.portfolioplatform.ratelimit.method;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A SpEL expression over the parameters of one method, parsed once.
 */
final class KeyExpression {

	private static final Pattern VARIABLE = Pattern.compile("#(\\w+)");

	private final List<String> parameters;

	private final Expression expression;

	private KeyExpression(List<String> parameters, Expression expression) {
		this.parameters = parameters;
		this.expression = expression;
	}

	static KeyExpression compile(String text, Method method, String place) {
		List<String> parameters = Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
		Matcher variables = VARIABLE.matcher(text);
		while (variables.find()) {
			if (!parameters.contains(variables.group(1))) {
				throw new InvalidRateLimitException(
						place + " has the key '" + text + "', but no parameter '" + variables.group(1) + "'",
						"Use one of " + parameters + "; compile with -parameters if these are not your names.");
			}
		}
		try {
			return new KeyExpression(parameters, new SpelExpressionParser().parseExpression(text));
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new InvalidRateLimitException(
					place + " has the key '" + text + "', which is no SpEL expression: " + ex.getMessage(),
					"Write an expression over the parameters, such as '#" + String.join("' or '#", parameters) + "'.");
		}
	}

	@Nullable Object evaluate(@Nullable Object[] arguments) {
		SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
			.withInstanceMethods()
			.build();
		for (int index = 0; index < arguments.length; index++) {
			context.setVariable(this.parameters.get(index), arguments[index]);
		}
		return this.expression.getValue(context);
	}

}
