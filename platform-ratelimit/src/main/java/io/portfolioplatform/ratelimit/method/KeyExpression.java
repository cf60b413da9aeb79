package io.portfolioplatform.ratelimit.method;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A SpEL expression over the parameters of one method, parsed once and checked against
 * the declared types of the parameters.
 */
final class KeyExpression {

	private final List<String> parameters;

	private final SpelExpression expression;

	private KeyExpression(List<String> parameters, SpelExpression expression) {
		this.parameters = parameters;
		this.expression = expression;
	}

	static KeyExpression compile(String text, Method method, String place) {
		Map<String, Class<?>> parameters = parameters(method);
		try {
			SpelExpression expression = new SpelExpressionParser().parseRaw(text);
			new KeyCheck(parameters).typeOf(expression.getAST());
			return new KeyExpression(List.copyOf(parameters.keySet()), expression);
		}
		catch (RuntimeException ex) {
			// What the check refuses, and what SpEL does, which reads beyond the end of
			// "2e".
			throw new InvalidRateLimitException(place + " has the key '" + text + "': " + ex.getMessage(),
					parameters.isEmpty() ? "Write a constant such as \"'all'\", or give the method a parameter."
							: "Read what the parameters are declared to have: '#"
									+ String.join("', '#", parameters.keySet())
									+ "'; compile with -parameters if these are not your names.");
		}
	}

	private static Map<String, Class<?>> parameters(Method method) {
		Map<String, Class<?>> types = new LinkedHashMap<>();
		Parameter[] parameters = method.getParameters();
		for (int index = 0; index < parameters.length; index++) {
			types.put(parameters[index].getName(),
					ResolvableType.forMethodParameter(method, index).resolve(Object.class));
		}
		return types;
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
