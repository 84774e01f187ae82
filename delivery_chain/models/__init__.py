from delivery_chain.models.chain_map import Actor, ChainMap, Link
from delivery_chain.models.framework import Framework, FrameworkVersion, Stage
from delivery_chain.models.notices import NextRoundNotice, SheetReminder, UndoneNotice
from delivery_chain.models.plan import LinkAction, StageAction
from delivery_chain.models.rating import AgreedRating, Dissent, GroupRating, IndividualRating, IndividualSheet
from delivery_chain.models.review import GroupMember, Review, ReviewGroup

__all__ = [
    "Actor",
    "AgreedRating",
    "ChainMap",
    "Dissent",
    "Framework",
    "FrameworkVersion",
    "GroupMember",
    "GroupRating",
    "IndividualRating",
    "IndividualSheet",
    "Link",
    "LinkAction",
    "NextRoundNotice",
    "Review",
    "ReviewGroup",
    "SheetReminder",
    "Stage",
    "StageAction",
    "UndoneNotice",
]
