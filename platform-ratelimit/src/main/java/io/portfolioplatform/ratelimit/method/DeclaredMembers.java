package io.portfolioplatform.ratelimit.method;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.support.ReflectivePropertyAccessor;
import org.springframework.util.ClassUtils;

/**
 * Finds members of declared types where SpEL will find them in values.
 */
final class DeclaredMembers extends ReflectivePropertyAccessor {

	private static final DeclaredMembers INSTANCE = new DeclaredMembers();

	private DeclaredMembers() {
		super(false);
	}

	static Class<?> typeOfProperty(Class<?> declared, String name) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
		if (type == Object.class || (type.isArray() && name.equals("length"))) {
			return Object.class;
		}
		Method getter = INSTANCE.findGetterForProperty(name, type, false);
		if (getter != null) {
			return ResolvableType.forMethodReturnType(getter, type).resolve(Object.class);
		}
		Field field = INSTANCE.findField(name, type, false);
		if (field == null) {
			throw new IllegalArgumentException(type.getName() + " has no property '" + name + "'");
		}
		return ResolvableType.forField(field, type).resolve(Object.class);
	}

	static Class<?> typeOfMethod(Class<?> declared, String name, int arguments) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
		List<Method> methods = Arrays.stream(type.getMethods())
			.filter((method) -> method.getName().equals(name))
			.toList();
		if (methods.stream().anyMatch((method) -> takes(method, arguments))) {
			List<? extends Class<?>> types = methods.stream().map(Method::getReturnType).distinct().toList();
			return (types.size() == 1) ? types.get(0) : Object.class;
		}
		if (type == Object.class
				|| Arrays.stream(Object.class.getMethods()).anyMatch((any) -> any.getName().equals(name))) {
			return Object.class;
		}
		throw new IllegalArgumentException(
				type.getName() + " has no method '" + name + "' of " + arguments + " arguments");
	}

	private static boolean takes(Method method, int arguments) {
		return method.getParameterCount() == arguments
				|| (method.isVarArgs() && arguments >= method.getParameterCount() - 1);
	}

}
