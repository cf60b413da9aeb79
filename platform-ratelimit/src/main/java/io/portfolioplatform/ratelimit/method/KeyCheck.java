package io.portfolioplatform.ratelimit.method;

import java.util.Map;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * Follows a key expression through the declared types of a method's parameters, so that a
 * name which does not exist fails the start and not each call. A parameter or a result
 * that is declared as {@link Object} may have any member.
 *
 * @param parameters the declared types by the parameters' names
 */
record KeyCheck(Map<String, Class<?>> parameters) {

	/**
	 * Follow an expression.
	 * @param node its root
	 * @return the declared type of its value, {@link Object} if there is none
	 * @throws IllegalArgumentException if it names something that does not exist
	 */
	Class<?> typeOf(SpelNode node) {
		if (node instanceof CompoundExpression) {
			return typeOfPath(node);
		}
		if (node instanceof VariableReference) {
			return parameter(node.toStringAST().substring(1));
		}
		if (node instanceof PropertyOrFieldReference property) {
			throw new IllegalArgumentException("nothing has the property '" + property.getName() + "'"
					+ (this.parameters.containsKey(property.getName()) ? ": write '#" + property.getName() + "'" : ""));
		}
		if (node instanceof MethodReference method) {
			throw new IllegalArgumentException("nothing has the method '" + method.getName() + "'");
		}
		if (isForbidden(node)) {
			throw new IllegalArgumentException("'" + text(node) + "' is more than reading parameters");
		}
		followChildren(node);
		return Object.class;
	}

	private static String text(SpelNode node) {
		try {
			return node.toStringAST();
		}
		catch (NullPointerException ex) {
			// Spring prints no array without a size, as in new int[].
			return "new";
		}
	}

	private static boolean isForbidden(SpelNode node) {
		return node instanceof TypeReference || node instanceof ConstructorReference || node instanceof BeanReference
				|| node instanceof FunctionReference || node instanceof Assign || node instanceof OpInc
				|| node instanceof OpDec;
	}

	private void followChildren(SpelNode node) {
		for (int child = 0; child < node.getChildCount(); child++) {
			typeOf(node.getChild(child));
		}
	}

	private Class<?> typeOfPath(SpelNode path) {
		Class<?> type = typeOf(path.getChild(0));
		for (int step = 1; step < path.getChildCount(); step++) {
			type = member(type, path.getChild(step));
		}
		return type;
	}

	private Class<?> parameter(String name) {
		Class<?> type = this.parameters.get(name);
		if (type == null) {
			throw new IllegalArgumentException("there is no parameter '" + name + "'");
		}
		return type;
	}

	private Class<?> member(Class<?> type, SpelNode node) {
		if (node instanceof PropertyOrFieldReference property) {
			return DeclaredMembers.typeOfProperty(type, property.getName());
		}
		if (node instanceof MethodReference method) {
			followChildren(method);
			return DeclaredMembers.typeOfMethod(type, method.getName(), method.getChildCount());
		}
		// An index, a projection or a selection reads elements, of which little is
		// declared.
		return Object.class;
	}

}
