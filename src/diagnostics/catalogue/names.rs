//! Codes of names.

use super::codes;

codes! {
    UNKNOWN_NAME = 201, "unknown-name", Error, "A name in an expression means nothing there", "表达式中的名称没有意义";
    UNKNOWN_DECLARATION = 202, "unknown-declaration", Error, "Something is named that is not declared", "所写名称未声明";
    UNKNOWN_CHOICE_VALUE = 203, "unknown-choice-value", Error, "A name is not one of the values of its choice", "名称不是选项的值";
    DUPLICATE_NAME = 204, "duplicate-name", Error, "A name is declared twice", "名称重复";
    LOOK_ALIKE = 205, "look-alike-names", Error, "Two names look alike and are not the same", "两个名称形似而不同";
    HIDDEN_NAME = 206, "hidden-name", Warning, "A name hides another from further out", "名称遮住了外层的同名项";
    GIVEN_NAME = 207, "given-name", Error, "A name that the language gives is declared again", "重新声明了语言自带的名称";
    AMBIGUOUS_NAME = 208, "ambiguous-name", Error, "A name may mean more than one thing", "名称所指不明";
    NO_VALUE = 209, "name-without-value", Error, "A name stands for something that has no value", "名称所指不是值";
    OUT_OF_REACH = 210, "name-out-of-reach", Error, "A given name stands where it has no meaning", "自带名称用错了地方";
    ONLY_ATTRIBUTES = 211, "result-in-condition-of-whom", Error, "Who is judged depends on more than attributes", "适用条件涉及对象数据项以外的内容";
    TAKEN_COLUMN = 212, "taken-column", Error, "A name is that of a column which the data has already", "名称与数据自有的列相同";
    ABOUT_OTHERS = 213, "about-other-subjects", Error, "Something about another kind of subject is read", "读取了针对另一类对象的内容";
    CIRCLE = 214, "circle", Error, "Results depend on themselves", "结果循环依赖";
    CONSEQUENCE_TWICE = 217, "consequence-twice", Error, "A consequence is written twice for the same subjects", "对同一考核对象重复写了结果运用";
    RESERVED_DATA_NAME = 218, "reserved-data-name", Error, "A kind of subject or register has the name of another file of the data", "考核对象或台账与其他数据文件同名";
    NOT_ABOVE = 220, "not-above", Error, "A kind of subject is read that does not stand above", "读取的对象类别不在其上级";
    NOT_BELOW = 221, "not-below", Error, "A function runs over members that do not lie below", "函数所取的成员不在其下级";
    WITHOUT_RESULT = 222, "kind-without-result", Error, "A result is read of a kind of subject that has none", "读取的对象类别没有该结果";
    FORMER_NAME_IN_USE = 235, "former-name-in-use", Error, "A former name belongs to another indicator", "曾用名属于另一个指标";
}
