from viewer.entries.course import Course


def test_a_course_of_which_nothing_is_said_says_nothing():
    course = Course()

    assert (course.kind, course.dose, course.start, course.based_on) == ("", "", None, ())
