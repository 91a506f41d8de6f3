"""Numbers that name one of a row without 第, each a named rule: 二期工程, 三标段, 村民三组, 1461次列车, 二次供水."""

from __future__ import annotations

from partyie.components.form_rules import Rule, about
from partyie.components.measures import Measure
from partyie.text import lazy_re as re

HAN_NUMBER = "[一二三四五六七八九十]"
HAN = re.compile("[一-龥]")
COUNTED_BEFORE = re.compile(r"(?:[分共有为设办建含近超约续]|划分|包括|包含|累计|以上|这)\Z")
PHASE_AFTER = re.compile(
    r"(?:工程|项目|扩建|改造|建设|厂房|用地|地块|土建|施工|主体|规划|投资|安置房|安置区|棚改|旧改|光伏|风电|电站|码头|泊位|校区|技改|征地|征收|产业园|园区|生产线)"
)
ESTATE = re.compile(r"(?:[谷里苑园城府庭湾花居郡轩阁邸墅寓]|小区|广场|家园|新村|公馆|华府|项目|工程|地块|厂区|园区)\Z")
HAN_DIGIT = re.compile("[一二三四五六七八九]")
GROUP_BEFORE = re.compile(r"(?:村|社区|村民|居民|屯|自然村|大队|生产队)\Z")
TRAIN_AFTER = re.compile(r"(?:直达|特快|快速|普速|旅客|动车|高速)*(?:列车|动车|快车|班列|专列|航班)")
UNIT_OF_BUILDING = re.compile(rf"(?:[0-9]{{1,2}}|{HAN_NUMBER}{{1,2}})(?:单元|号|室|楼|层)|[0-9]{{3,4}}(?![0-9])")
CLASS_BEFORE = re.compile(r"(?:公益|优于|列为|划为|定为|属于|劣于)\Z")
CLASS_AFTER = re.compile(
    r"(?:水体|水质|水域|断面|医疗器械|疫苗|疾控|事业单位|幼儿园|机动车|工资区|保护动物|居住用地|工业用地|传染病|革命老区|口岸)"
)
FLOOR_AFTER = re.compile(r"[东西南北][侧区头厅]|会议室|大厅|报告厅|多功能厅|窗口")
GENERATION_AFTER = re.compile(r"身份证|社保卡|终端|产品|技术|半导体|系统|核电|机型|芯片|电池|测序|疫苗|农药|仿品")
SEAT_BEFORE = re.compile(r"[0-9]排 ?\Z")
SEAT_AFTER = re.compile(r" ?[0-9]{1,3}[座号]")
GATE_BEFORE = re.compile(r"[东西南北侧]\Z")
SECOND_TIME_AFTER = re.compile(
    r"供水|加压|创业|污染|分配|利用|元|装修|事故|灾害|传播|开发|伤害|转运|函数|曲线|供地|招标|拍卖|流转|就业|消费"
    r"|育种|供热|配送|资源|能源|手术|感染|加工|包装|结构|回访|核查|筛查"
)
METHOD_AFTER = re.compile(r"(?:[一-龥]{0,2}工作)?(?:法|流程|诀|方针)")
PLAN_BEHIND = re.compile(
    r"(?:普法|扶贫|发展|建设|改革|倍增|提升|整治|行动|攻坚|振兴|教育|培训|轮训|滚动|治理|提质|专项|禁渔){0,3}"
    r"(?:规划|计划|方案|行动)"
)
PLAN_VERB_BEFORE = re.compile(r"(?:[用花需经历耗过]|[用花耗]了|利用|经过|为期|提前|仅)\Z")
SERIAL_BEFORE = re.compile(rf"第{HAN_NUMBER}{{1,3}}个\Z")
DIGIT_STRING = re.compile(r"[一二三四五六七八九〇○零]{3,}")
DUTY_AFTER = re.compile(
    r"必(?![要备需经])|不(?:放过|摘|准|得|能|让|漏|留|搞|变|减|动摇|出|忘|打折)"
    r"|一(?:批|律|工程|活动|标准|要求|机制|制度|工作|行动)|严禁|务必|坚持|确保|聚焦|狠抓|紧盯|到位"
    r"|(?:优先|面向|健全|转变|统一|带头|表率)(?=[，。；、”\s]|$)"
)
RESEARCH_BEFORE = re.compile(r"[科工空天船核兵电]\Z")


def _before(text: str, measure: Measure, length: int) -> str:
    return text[max(0, measure.start - length) : measure.start]


@about("期")
def is_phase(text: str, measure: Measure) -> bool:
    """二期工程, 一期厂房, 青竹谷二期: the parts in which a project is built; 分两期建设 counts them."""
    if text[measure.start : measure.number_end] == "两":
        return False
    if COUNTED_BEFORE.search(_before(text, measure, 2)):
        return False
    named = ESTATE.search(_before(text, measure, 2)) and HAN_DIGIT.fullmatch(text[measure.start : measure.number_end])
    return bool(named) or PHASE_AFTER.match(text, measure.end) is not None


@about("标段")
def is_section(text: str, measure: Measure) -> bool:
    """二标段施工单位: the lots of a tender; 划分为3标段, 共三标段 count them."""
    named = HAN.match(text, measure.end) is not None
    return named and not COUNTED_BEFORE.search(_before(text, measure, 2))


@about("组", "队", "社")
def is_village_group(text: str, measure: Measure) -> bool:
    """新塘村三组, 村民五组: groups and teams of villagers bear numbers."""
    return GROUP_BEFORE.search(_before(text, measure, 3)) is not None


@about("次")
def is_train(text: str, measure: Measure) -> bool:
    """1461次列车: a train of three or four digits."""
    number = text[measure.start : measure.number_end]
    named = number.isdecimal() and 3 <= len(number) <= 4
    return named and TRAIN_AFTER.match(text, measure.end) is not None


@about("层")
def is_basement(text: str, measure: Measure) -> bool:
    """负一层: floors below the ground are numbered from it."""
    return text.startswith(("负", "-"), measure.start)


@about("层")
def is_floor(text: str, measure: Measure) -> bool:
    """二层西侧, 三层会议室: where in the building; 共三层 counts."""
    there = FLOOR_AFTER.match(text, measure.end) is not None
    return there and not COUNTED_BEFORE.search(_before(text, measure, 2))


@about("排", "座", "门")
def is_seat(text: str, measure: Measure) -> bool:
    """4排5座, 东1门: a place in a hall, and its gates."""
    if measure.form == "排":
        return SEAT_AFTER.match(text, measure.end) is not None
    if measure.form == "座":
        return SEAT_BEFORE.search(_before(text, measure, 3)) is not None
    return GATE_BEFORE.search(_before(text, measure, 1)) is not None


@about("代")
def is_generation(text: str, measure: Measure) -> bool:
    """2代终端, 三代半导体: one of a line of products; 三代人 are counted."""
    return GENERATION_AFTER.match(text, measure.end) is not None


@about("栋", "幢", "座")
def is_address(text: str, measure: Measure) -> bool:
    """12栋2单元, 3幢501: a building with a number, and what of it."""
    return UNIT_OF_BUILDING.match(text, measure.end) is not None


@about("类")
def is_class(text: str, measure: Measure) -> bool:
    """三类水体, 公益二类: classes that a standard numbers; 分为三类 counts them."""
    if CLASS_BEFORE.search(_before(text, measure, 2)):
        return True
    return CLASS_AFTER.match(text, measure.end) is not None and not COUNTED_BEFORE.search(_before(text, measure, 2))


@about("次")
def is_second_time(text: str, measure: Measure) -> bool:
    """二次供水, 二次污染: 二 with 次 is a second time, two times are 两次."""
    second = text[measure.start : measure.number_end] == "二"
    return second and SECOND_TIME_AFTER.match(text, measure.end) is not None


@about("步", "字")
def is_method(text: str, measure: Measure) -> bool:
    """六步工作法, 五字诀: a method's name."""
    return METHOD_AFTER.match(text, measure.end) is not None


@about("年")
def is_plan(text: str, measure: Measure) -> bool:
    """三年普法规划, 五年方案: a plan is named after its years; 用三年行动 tells how long."""
    plan = PLAN_BEHIND.match(text, measure.end) is not None
    return plan and not PLAN_VERB_BEFORE.search(_before(text, measure, 2))


def is_one_in_series(text: str, measure: Measure) -> bool:
    """第七个五年, 第二个三年: one of several equal periods."""
    before = _before(text, measure, 5)
    return before.endswith("个") and SERIAL_BEFORE.search(before) is not None


@about("个")
def is_listed_duty(text: str, measure: Measure) -> bool:
    """三个必须, 四个不放过, 七个一活动: behind 个 stands no noun but what is to be done."""
    return DUTY_AFTER.match(text, measure.end) is not None


def is_digit_string(text: str, measure: Measure) -> bool:
    """兵器二〇八所, 四〇四厂: digit by digit, without 百 or 十, one writes a code and no count."""
    number = text[measure.start : measure.number_end]
    return measure.dimension == "count" and DIGIT_STRING.fullmatch(number) is not None


@about("所")
def is_institute(text: str, measure: Measure) -> bool:
    """中电科三十八所, 航天五院: institutes of the state's industries bear numbers."""
    return RESEARCH_BEFORE.search(_before(text, measure, 1)) is not None


NUMBERED_THINGS: tuple[Rule, ...] = (
    is_phase,
    is_section,
    is_village_group,
    is_train,
    is_basement,
    is_floor,
    is_seat,
    is_generation,
    is_address,
    is_class,
    is_second_time,
    is_method,
    is_plan,
    is_one_in_series,
    is_listed_duty,
    is_digit_string,
    is_institute,
)
"""What names one of a row by number, in the order asked."""
