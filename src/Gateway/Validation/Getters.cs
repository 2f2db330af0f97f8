using System.Linq.Expressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Coordination.Validation;

/// <summary>Reads a field of a message without boxing it.</summary>
internal static class Getters
{
    /// <summary>A compiled <c>message => (T)((TMessage)message).Property</c>.</summary>
    public static Func<IMessage, T> Of<T>(FieldDescriptor field)
    {
        var message = Expression.Parameter(typeof(IMessage));
        Expression value = Expression.Property(Expression.Convert(message, field.ContainingType.ClrType), field.PropertyName);
        if (value.Type == typeof(ulong) && typeof(T) == typeof(long))
        {
            // Larger than any long is larger than any maximum.
            value = Expression.Call(((Func<ulong, long>)Saturate).Method, value);
        }

        return Expression.Lambda<Func<IMessage, T>>(value.Type == typeof(T) ? value : Expression.Convert(value, typeof(T)), message).Compile();
    }

    internal static long Saturate(ulong value) => value > long.MaxValue ? long.MaxValue : (long)value;
}
