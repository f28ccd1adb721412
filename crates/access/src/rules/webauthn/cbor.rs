//! As much of CBOR (RFC 8949) as authenticators write: definite lengths, no tags, no fractions.

/// Deeper than this nothing of ours is.
const DEEPEST: u32 = 8;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    List(Vec<Self>),
    Map(Vec<(Self, Self)>),
    Bool(bool),
    Null,
}

impl<'a> Value<'a> {
    /// Reads one value at the beginning; gives what stands behind it.
    pub(super) fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let mut reader = Reader { rest: bytes };
        let value = reader.value(DEEPEST)?;
        Some((value, reader.rest))
    }

    /// What a map holds at a number.
    pub(super) fn at(&self, key: i64) -> Option<&Self> {
        self.find(&Value::Int(key))
    }

    /// What a map holds at a name.
    pub(super) fn named(&self, key: &str) -> Option<&Self> {
        self.find(&Value::Text(key))
    }

    fn find(&self, key: &Value<'_>) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    pub(super) const fn int(&self) -> Option<i64> {
        if let Self::Int(number) = self { Some(*number) } else { None }
    }

    pub(super) const fn bytes(&self) -> Option<&'a [u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn argument(&mut self, short: u8) -> Option<u64> {
        let wide = match short {
            0..=23 => return Some(u64::from(short)),
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return None,
        };
        let bytes = self.take(wide)?;
        Some(bytes.iter().fold(0, |all, byte| (all << 8) | u64::from(*byte)))
    }

    fn value(&mut self, deep: u32) -> Option<Value<'a>> {
        let first = *self.take(1)?.first()?;
        let (kind, short) = (first >> 5, first & 31);
        if kind == 7 {
            return match short {
                20 => Some(Value::Bool(false)),
                21 => Some(Value::Bool(true)),
                22 => Some(Value::Null),
                _ => None,
            };
        }
        let argument = self.argument(short)?;
        let count = usize::try_from(argument).ok()?;
        let deeper = deep.checked_sub(1);
        match kind {
            0 => i64::try_from(argument).ok().map(Value::Int),
            1 => i64::try_from(argument).ok().map(|number| Value::Int(-1 - number)),
            2 => self.take(count).map(Value::Bytes),
            3 => std::str::from_utf8(self.take(count)?).ok().map(Value::Text),
            // Each member is a byte at least: no count is believed beyond what is there.
            4 if count <= self.rest.len() => {
                (0..count).map(|_| self.value(deeper?)).collect::<Option<_>>().map(Value::List)
            }
            5 if count <= self.rest.len() => (0..count)
                .map(|_| Some((self.value(deeper?)?, self.value(deeper?)?)))
                .collect::<Option<_>>()
                .map(Value::Map),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_of_the_standard() {
        let read = |hex: &str| {
            let bytes = hex::decode(hex).unwrap().leak();
            Value::read(bytes).map(|(value, rest)| (value, rest.len()))
        };
        assert_eq!(read("00"), Some((Value::Int(0), 0)));
        assert_eq!(read("1903e8"), Some((Value::Int(1000), 0)));
        assert_eq!(read("3903e7"), Some((Value::Int(-1000), 0)));
        assert_eq!(read("4401020304ff"), Some((Value::Bytes(&[1, 2, 3, 4]), 1)));
        assert_eq!(read("62c3bc"), Some((Value::Text("ü"), 0)));
        let list = Value::List(vec![Value::Int(1), Value::List(vec![Value::Bool(true)])]);
        assert_eq!(read("820181f5"), Some((list, 0)));
        let (map, _) = read("a201020304").unwrap();
        assert_eq!((map.at(3), map.at(4)), (Some(&Value::Int(4)), None));
        for bad in
            ["", "18", "1f", "f9", "ff", "9f00ff", "5bffffffffffffffff00", "9bffffffffffffffff"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(read(&"81".repeat(100)), None, "too deep");
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some((_, rest)) = Value::read(&bytes) {
                prop_assert!(rest.len() < bytes.len());
            }
        }
    }
}
