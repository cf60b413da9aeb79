package io.portfolioplatform.cache.memoize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * The key expression of a method, parsed once. One that is just a parameter never gets to
 * SpEL.
 */
final class KeyExpression implements KeyParts {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final List<Class<? extends SpelNode>> UNSUPPORTED = List.of(BeanReference.class,
			ConstructorReference.class, FunctionReference.class, TypeReference.class);

	private final Expression expression;

	private final Map<String, Integer> parameters;

	private KeyExpression(Expression expression, Map<String, Integer> parameters) {
		this.expression = expression;
		this.parameters = parameters;
	}

	/**
	 * Parse an expression.
	 * @param text the expression
	 * @param names names of the method's parameters
	 * @return what the expression selects
	 * @throws IllegalArgumentException if it cannot be a key, with the reason as message
	 */
	static KeyParts parse(String text, List<String> names) {
		SpelExpression expression = expression(text);
		SpelNode root = expression.getAST();
		Map<String, Integer> parameters = new TreeMap<>();
		for (SpelNode node : nodes(root)) {
			if (node instanceof VariableReference) {
				String name = node.toStringAST().substring(1);
				parameters.put(name, index(name, names));
			}
		}
		if (parameters.isEmpty()) {
			throw new IllegalArgumentException("names no parameter");
		}
		if (root instanceof VariableReference) {
			int index = parameters.values().iterator().next();
			return (arguments) -> new @Nullable Object[] { arguments[index] };
		}
		return new KeyExpression(expression, parameters);
	}

	private static SpelExpression expression(String text) {
		try {
			return PARSER.parseRaw(text);
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException("is not a SpEL expression: " + ex.getSimpleMessage(), ex);
		}
		catch (IndexOutOfBoundsException ex) {
			// Spring's tokenizer reads on behind a number that ends after its e, as in
			// 0e.
			throw new IllegalArgumentException("is not a SpEL expression: a number ends too early", ex);
		}
	}

	private static List<SpelNode> nodes(SpelNode root) {
		List<SpelNode> nodes = new ArrayList<>(List.of(root));
		for (int i = 0; i < nodes.size(); i++) {
			SpelNode node = nodes.get(i);
			if (UNSUPPORTED.stream().anyMatch((type) -> type.isInstance(node))) {
				throw new IllegalArgumentException("uses " + text(node) + ", but only parameters can be read");
			}
			for (int child = 0; child < node.getChildCount(); child++) {
				nodes.add(node.getChild(child));
			}
		}
		return nodes;
	}

	private static String text(SpelNode node) {
		try {
			return node.toStringAST();
		}
		catch (NullPointerException ex) {
			// Of an array without a size, as in new int[].
			return "new";
		}
	}

	private static int index(String name, List<String> names) {
		int index = names.indexOf(name);
		if (index < 0) {
			throw new IllegalArgumentException("names #" + name + ", which is no parameter: there are " + names);
		}
		return index;
	}

	@Override
	public @Nullable Object[] of(@Nullable Object[] arguments) {
		SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
			.withInstanceMethods()
			.build();
		this.parameters.forEach((name, index) -> context.setVariable(name, arguments[index]));
		return new @Nullable Object[] { this.expression.getValue(context) };
	}

}
